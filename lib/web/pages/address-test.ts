import { judgeAddresses, type SeenAnswer } from '#domain/address-verdicts.ts'
import { Problem } from '#std/problem.ts'
import { html } from '../html.ts'
import { action } from '../page.ts'
import { routes } from '../routes.ts'
import { addressTestForm, addressVerdicts } from '../ui/address-test.ts'
import { iisPage } from '../ui/iis-page.ts'

/** Judges what a browser got for the nasty addresses. Nothing is kept. */
export const addressTest = action(routes.addressTest, 'site.admin or local', visit => {
  const verdicts = judgeAddresses(readSeen(visit.form.get('seen') ?? ''), visit.caller.base)
  const title = visit.t('Nasty addresses')
  const content = html`<nav aria-label="${visit.t('Place')}"><ol class="crumbs">
<li><a href="${visit.to(routes.iis, {})}">${visit.t('IIS')}</a></li>
<li><span aria-current="page">${title}</span></li></ol></nav><h1>${title}</h1>
${addressVerdicts(visit, verdicts)}
${addressTestForm(visit)}`
  return iisPage(visit, title, content)
})

function readSeen(text: string): readonly SeenAnswer[] {
  const seen = parsed(text)
  if (Array.isArray(seen) && seen.length > 0 && seen.every(isSeen)) return seen
  throw new Problem('invalid', 'this is no list of answers; start the test on the page IIS')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isSeen(value: unknown): value is SeenAnswer {
  if (typeof value !== 'object' || value === null) return false
  const { name, status, text } = value as Partial<Record<keyof SeenAnswer, unknown>> // each is looked at here
  return typeof name === 'string' && Number.isInteger(status) && typeof text === 'string'
}
