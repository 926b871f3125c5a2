import highlighter from 'highlight.js'

/** Source as markup with `h-` classes; null for an unknown language. May take for ever: only the thread calls it. */
export function colours(source: string, language: string): string | null {
  if (!highlighter.getLanguage(language)) return null
  highlighter.configure({ classPrefix: 'h-' })
  return highlighter.highlight(source, { language, ignoreIllegals: true }).value
}
