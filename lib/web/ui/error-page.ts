import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { pageDocument, type Stage } from './document.ts'
import { icon } from './icon.ts'
import { layout, logo } from './layout.ts'

export interface Failure {
  readonly status: number
  /** A constant lower-case sentence, or nothing. */
  readonly sentence: string
  /** By which the administrators find what happened. */
  readonly incident?: string
}

const titles: Readonly<Record<number, string>> = {
  400: 'This address cannot be read',
  403: 'You may not do this',
  404: 'Nothing here',
  405: 'Not in this way',
  409: 'That does not fit any more',
  413: 'Too much at once',
  415: 'Not in this form',
  422: 'That could not be done',
  500: 'That went wrong, and it is our fault',
  503: 'Not now',
}

/** What stands at an address where something went wrong, in the frame of every page. */
export function errorPage(visit: Visit, failure: Failure): Html {
  return layout(visit, { title: titleOf(visit, failure), width: 'narrow', main: message(visit, failure, visit) })
}

/** The same without a word about who is asking. */
export function bareErrorPage(stage: Stage, failure: Failure): Html {
  const home = stage.to(routes.home, {})
  return pageDocument(stage, {
    title: `${titleOf(stage, failure)} · Kallithea`,
    styles: [],
    scripts: [],
    head: null,
    body: html`<header class="top">
  <a class="brand" href="${home}" aria-label="${stage.t('{site}, home', { site: 'Kallithea' })}">
  ${logo()}<span>Kallithea</span></a>
</header>
<main class="main narrow" id="main">
${message(stage, failure, null)}
</main>
<div class="hidden" id="voice" role="status"></div>`,
  })
}

function titleOf(stage: Stage, { status }: Failure): string {
  return stage.t(titles[status] ?? 'That was not understood')
}

function message(stage: Stage, failure: Failure, visit: Visit | null): Html {
  const { status, sentence, incident } = failure
  return html`<div class="empty"><span class="big-code" aria-hidden="true">${status}</span>
<h1>${titleOf(stage, failure)}</h1>
${sentence && html`<p>${asSentence(stage.t(sentence))}</p>`}
${status === 403 && visit && whoYouAre(visit)}
${incident && incidentNumber(stage, incident)}
<div class="bar"><a class="button" href="${stage.to(routes.home, {})}">${stage.t('Repositories')}</a>
${status === 403 && visit && !visit.visitor.user && signInInstead(visit)}</div></div>`
}

/** Who is refused would like to know as whom. */
function whoYouAre(visit: Visit): Html | null {
  const { user, kind } = visit.visitor
  if (user && kind === 'user') return html`<p>${visit.t('You are signed in as {name}.', { name: user.username })}</p>`
  const name = visit.caller.user
  return name === null ? null : html`<p>${visit.t('Windows knows you as {name}.', { name })}</p>`
}

function signInInstead(visit: Visit): Html {
  return html`<a class="button" href="${visit.to(routes.login, {})}">${visit.t('Sign in with another account')}</a>`
}

function incidentNumber(stage: Stage, incident: string): Html {
  return html`<p>${stage.t('The administrators can find out what happened by this number:')}</p>
<div class="bar"><code id="incident">${incident}</code>
<button class="button quiet script" type="button" data-copy="#incident" aria-label="${stage.t('Copy the number')}">
${icon(stage, 'copy')}</button></div>`
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
