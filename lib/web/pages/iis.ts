import { type ExplainedSignOn, explainSignOn } from '#domain/explained-sign-on.ts'
import { listFolders, probeFolder } from '#domain/folders.ts'
import { readIisLimits } from '#domain/iis-limits.ts'
import { examineProcess, listPrograms } from '#domain/running-process.ts'
import { repositoriesRoot } from '#domain/settings.ts'
import type { Handover } from '#hosting/hosting.ts'
import { projectFolder } from '#std/product.ts'
import { type Html, html } from '../html.ts'
import { page } from '../page.ts'
import { refused } from '../refusals.ts'
import { routes } from '../routes.ts'
import { addressTestForm } from '../ui/address-test.ts'
import { age } from '../ui/age.ts'
import { handoverBoxes } from '../ui/handover.ts'
import { icon } from '../ui/icon.ts'
import { iisPage } from '../ui/iis-page.ts'
import { folderBox, limitBox, processBox } from '../ui/process-boxes.ts'
import { stepBox } from '../ui/step-list.ts'
import type { Tone, Visit } from '../visit.ts'

/** What IIS handed over, who that makes the caller here, and in which state this process is. Shows no secrets. */
export const iis = page(routes.iis, 'site.admin or local', async visit => {
  const title = visit.t('IIS')
  return iisPage(visit, title, await examined(visit, title))
})

async function examined(visit: Visit, title: string): Promise<Html> {
  const { site, caller, now } = visit
  const root = await repositoriesRoot(site).catch(() => null) // which is told below as missing
  const folders = await Promise.all(
    listFolders(site.config, root).map(async each => ({ ...each, problem: await probeFolder(each) })),
  )
  const programs = await listPrograms(site.vcs)
  const handover = caller.handover()
  const running = examineProcess(site.environment, now)
  return html`<div class="bar"><h1>${title}</h1>
<a class="button" href="${visit.to(routes.iis, {})}">${icon(visit, 'rotate-cw')}${visit.t('Examine again')}</a></div>
${signOnBoxes(visit, await explainSignOn(site, caller))}
${addressTestForm(visit)}
${handoverBoxes(visit, handover)}
${refusalBox(visit, handover.refused)}
${processBox(visit, running, programs)}
${limitBox(visit, await readIisLimits(running.iisnode === null ? projectFolder : running.folder))}
${folderBox(visit, folders)}`
}

function signOnBoxes(visit: Visit, { steps, outcome }: ExplainedSignOn): Html {
  const [tone, sentence] = outcomeOf(visit, outcome)
  const sign = tone === 'ok' ? 'circle-check' : 'triangle-alert'
  return html`<div class="notice ${tone}">${icon(visit, sign)}<div class="grow"><strong>${sentence}</strong></div></div>
${stepBox(visit, {
  id: 'account',
  title: visit.t('From the host to an account'),
  steps: steps.map(({ tone: found, text, values }) => ({ tone: found, title: visit.t(text, values) })),
})}`
}

function outcomeOf(visit: Visit, outcome: ExplainedSignOn['outcome']): readonly [Tone, string] {
  if (outcome === null) return ['warn', visit.t('By the word of the host you are a stranger here.')]
  if (typeof outcome === 'string') {
    return [
      'bad',
      visit.t('The host knows you, and you stay outside: {why}.', { why: visit.t(refused(outcome).message) }),
    ]
  }
  return ['ok', visit.t('The host makes you {account} here.', outcome)]
}

/** What never reached a page, of this process alone. */
function refusalBox(visit: Visit, refusals: Handover['refused']): Html {
  const title = visit.t('Refused before any page')
  return html`<section class="box" aria-labelledby="refused"><header><h2 id="refused">${title}</h2></header>
${refusals.length === 0 && html`<p class="body muted">${visit.t('Nothing since this process started.')}</p>`}
${
  refusals.length > 0 &&
  html`<ul class="list">${refusals
    .toReversed()
    .map(({ when, text }) => html`<li><span class="grow">${text}</span>${age(visit, when)}</li>`)}</ul>`
}</section>`
}
