import { languageOf } from './languages.ts'
import { type Line, plainLines, unpackLines } from './runs.ts'
import { ask } from './worker.ts'

/** Longer source is shown without colours. */
const longest = 1_000_000

/** Lines of a source file in the colours of the language its name tells; without colours where they take too long. */
export async function highlight(text: string, fileName: string): Promise<readonly Line[]> {
  const [lines = []] = await highlightAll([text], fileName)
  return lines
}

/** The same for several texts of one language at once. */
export async function highlightAll(texts: readonly string[], fileName: string): Promise<readonly (readonly Line[])[]> {
  const language = languageOf(fileName)
  const isShort = texts.reduce((sum, text) => sum + text.length, 0) <= longest
  const answer = language !== null && isShort ? await ask({ what: 'highlight', texts, language }) : null
  if (answer === null || typeof answer === 'string') return texts.map(plainLines)
  return texts.map((text, index) => {
    const marks = answer[index]
    return marks ? unpackLines(text, marks) : plainLines(text)
  })
}
