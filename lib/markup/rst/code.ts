import { colours } from '../colours.ts'
import { languageOf } from '../languages.ts'

/** Longer source stays without colours. */
const longest = 100_000

/** Source as markup in the colours of its language; null where that is not known. */
export function coloured(source: string, language: string): string | null {
  if (language === '' || source.length > longest) return null
  return colours(source, language) ?? colours(source, languageOf(`.${language}`) ?? '')
}
