import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it'
import footnotes from 'markdown-it-footnote'
import taskLists from 'markdown-it-task-lists'
import { colours } from './colours.ts'
import { languageOf } from './languages.ts'
import { isAllowedTag, type SanitizeOptions, sanitizeHtml } from './sanitize.ts'

/** Markdown to markup that is safe to show. May take for ever: only the thread calls it. */
export function renderMarkdown(text: string, options: SanitizeOptions): string {
  const parser = new MarkdownIt({ html: true, linkify: true, highlight: coloured })
  parser.linkify.set({ fuzzyLink: false })
  parser.use(footnotes).use(taskLists).use(headingIds).use(wordsInBrackets)
  return sanitizeHtml(parser.render(text), options)
}

function coloured(source: string, fence: string): string {
  const language = /^[\w+#.-]+/.exec(fence)?.[0].toLowerCase() ?? ''
  if (language === '' || source.length > 100_000) return ''
  return colours(source, language) ?? colours(source, languageOf(`.${language}`) ?? '') ?? ''
}

/** `## How to build` gets the id `how-to-build`, a second one `how-to-build-1`. */
function headingIds(parser: Parser): void {
  parser.core.ruler.push('heading_ids', state => {
    const used = new Map<string, number>()
    for (const [index, token] of state.tokens.entries()) {
      if (token.type !== 'heading_open') continue
      const slug = slugOf(state.tokens[index + 1]?.content ?? '')
      const count = used.get(slug) ?? 0
      used.set(slug, count + 1)
      if (slug) token.attrSet('id', count === 0 ? slug : `${slug}-${count}`)
    }
  })
}

/** `List<String>` in a sentence is no markup; what is not allowed stays as it was typed. */
function wordsInBrackets(parser: Parser): void {
  parser.renderer.rules.html_inline = (tokens, index) => {
    const content = tokens[index]?.content ?? ''
    const tag = /^<\/?([a-z][\w-]*)/i.exec(content)?.[1]
    return tag && !isAllowedTag(tag) ? parser.utils.escapeHtml(content) : content
  }
}

function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
    .slice(0, 100)
}
