import { examineOpenSite, type Finding } from '#domain/doctor.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { settingsFrame } from '../../ui/settings-frame.ts'
import { type ShownStep, stepBox } from '../../ui/step-list.ts'
import type { Visit } from '../../visit.ts'

/** What the command doctor finds, as the server itself sees it: under its account, in its environment. */
export const system = page(routes.admin.system, 'site.admin', async visit => {
  const findings = await examineOpenSite(visit.site)
  const title = visit.t('System')
  return layout(visit, {
    title,
    current: 'admin',
    main: settingsFrame(
      visit,
      'system',
      html`<div class="bar"><h1>${title}</h1>
<a class="button" href="${visit.to(routes.admin.system, {})}">${icon(visit, 'rotate-cw')}
${visit.t('Examine again')}</a></div>
${summary(visit, findings)}
${stepBox(visit, { id: 'doctor', title: visit.t('Doctor'), steps: steps(visit, findings) })}
<p class="muted small">
${visit.t('On the machine itself, kallithea doctor finds the same, and looks at web.config.')}</p>`,
    ),
  })
})

/** What is wrong first. */
function steps(visit: Visit, findings: readonly Finding[]): readonly ShownStep[] {
  const inOrder = (['bad', 'warn', 'ok'] as const).flatMap(tone => findings.filter(finding => finding.tone === tone))
  return inOrder.map(finding => ({
    tone: finding.tone,
    title: `${finding.check}: ${finding.what}`,
    detail: detailOf(visit, finding),
  }))
}

function summary(visit: Visit, findings: readonly Finding[]): Html {
  const count = (tone: Finding['tone']) => findings.filter(finding => finding.tone === tone).length
  const [bad, warn] = [count('bad'), count('warn')]
  const [tone, sign] = bad > 0 ? ['bad', 'circle-x'] : warn > 0 ? ['warn', 'triangle-alert'] : ['ok', 'circle-check']
  const sentence =
    bad + warn === 0 ? visit.t('Nothing is wrong.') : visit.t('{bad} wrong, {warn} to look at.', { bad, warn })
  return html`<div class="notice ${tone}">${icon(visit, sign)}<div class="grow">
<strong>${sentence}</strong></div></div>`
}

function detailOf(visit: Visit, { where, todo }: Finding): Html | null {
  if (where === '') return null
  return html`<code>${where}</code><br>${visit.t('To do: {todo}', { todo })}`
}
