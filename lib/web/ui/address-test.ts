import { addressTrials, echoPath } from '#domain/address-trials.ts'
import type { AddressVerdict } from '#domain/address-verdicts.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Tone, Visit } from '../visit.ts'
import { icon } from './icon.ts'
import { stepBox } from './step-list.ts'
import { tokenField } from './token-field.ts'

/** The script that makes the browser try the addresses. */
export const addressScript = 'address-test.js'

/** What starts the test: a browser does it, as people's browsers will. */
export function addressTestForm(visit: Visit): Html {
  const trials = addressTrials
    .filter(({ isForPrograms }) => !isForPrograms)
    .map(({ name, path, method, headers }) => {
      return { name, address: visit.caller.base + echoPath + path, method, headers }
    })
  return html`<section class="box" aria-labelledby="nasty"><header><h2 id="nasty">${visit.t('Nasty addresses')}</h2>
</header><div class="body stack">
<p>${visit.t('Files are called web.config, a+b or 100%: does everything in front of this site let them through?')}</p>
<form method="post" action="${visit.to(routes.addressTest, {})}" data-trials="${JSON.stringify(trials)}">
${tokenField(visit)}<input type="hidden" name="seen" value="">
<button class="button script" type="submit">${icon(visit, 'play')}${visit.t('Try {count} addresses', {
    count: trials.length,
  })}</button></form>
<p class="muted small">${visit.t('Without a browser: kallithea doctor --url, and the address of this site.')}</p>
</div></section>`
}

const tones: Readonly<Record<AddressVerdict['is'], Tone>> = { right: 'ok', wrong: 'bad', unknown: 'warn' }

/** What became of each, and what to set where something is in the way. */
export function addressVerdicts(visit: Visit, verdicts: readonly AddressVerdict[]): Html {
  const wrong = verdicts.filter(({ is }) => is === 'wrong')
  const unknown = verdicts.filter(({ is }) => is === 'unknown')
  const [tone, sign, sentence] =
    wrong.length > 0
      ? ['bad', 'circle-x', visit.t('{count} addresses do not arrive as they should.', { count: wrong.length })]
      : unknown.length > 0
        ? ['warn', 'triangle-alert', visit.t('IIS asked who you are, and let nothing through.')]
        : ['ok', 'circle-check', visit.t('Every address arrives as it was sent.')]
  const steps = [...wrong, ...verdicts.filter(({ is }) => is !== 'wrong')].map(verdict => ({
    tone: tones[verdict.is],
    title: verdict.trial.name,
    detail: detailOf(visit, verdict),
  }))
  return html`<div class="notice ${tone}">${icon(visit, sign)}<div class="grow"><strong>${sentence}</strong></div></div>
${stepBox(visit, { id: 'tried', title: visit.t('What was tried'), steps })}`
}

function detailOf(visit: Visit, { is, status, blamed }: AddressVerdict): Html | null {
  if (is !== 'wrong') return null
  const answer = status === 0 ? visit.t('No answer.') : visit.t('The answer was {status}.', { status })
  return html`${answer} ${blamed.map(
    ({ name, todo }) => html`<br><strong>${name}</strong>: <code>${todo}</code>
`,
  )}`
}
