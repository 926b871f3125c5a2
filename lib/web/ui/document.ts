import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** The little of a visit that a page without any knowledge of the visitor needs too. */
export type Stage = Pick<Visit, 't' | 'to' | 'asset' | 'look' | 'caller'>

interface Document {
  readonly title: string
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
  readonly head: Html | null
  readonly body: Html
}

/** The outermost shell: what the browser must know before it draws. */
export function pageDocument(stage: Stage, { title, styles, scripts, head, body }: Document): Html {
  const sheets = ['style.css', ...styles].map(
    name => html`<link rel="stylesheet" href="${stage.asset(name)}">
`,
  )
  const programs = ['site.js', ...scripts].map(
    name => html`<script src="${stage.asset(name)}" defer></script>
`,
  )
  return html`<!DOCTYPE html>
<html lang="en" data-path="${stage.caller.base || '/'}"${choices(stage)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
${sheets}<link rel="icon" href="${stage.asset('mark.svg')}" type="image/svg+xml">
${programs}${head}</head>
<body>
<a class="skip" href="#main">${stage.t('Skip to content')}</a>
${body}
</body>
</html>
`
}

function choices({ look }: Stage): readonly Html[] {
  return [
    ...(look.theme ? [html` data-theme="${look.theme}"`] : []),
    ...(look.density ? [html` data-density="${look.density}"`] : []),
    ...(look.keys === 'off' ? [html` data-keys="off"`] : []),
    ...(look.wrap ? [html` data-wrap="on"`] : []),
  ]
}
