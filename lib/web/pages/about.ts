import { type Html, html } from '../html.ts'
import { page } from '../page.ts'
import { routes } from '../routes.ts'
import { layout, productName } from '../ui/layout.ts'
import type { Visit } from '../visit.ts'

/** What this is, whose, and under which terms. */
export const about = page(routes.about, 'anyone', visit =>
  layout(visit, { title: visit.t('About'), width: 'narrow', main: content(visit) }),
)

/** Kallithea's pages link to the id, and so do texts that people kept. */
function content(visit: Visit): Html {
  const { bugtracker } = visit.site.config
  return html`<div class="stack"><h1>${visit.t('About this site')}</h1>
<p>${visit.t('Git and Mercurial repositories for an intranet: to browse, to follow, to review.')}</p>
<dl class="facts"><dt>${visit.t('Program')}</dt><dd>${productName(visit)}</dd>
${bugtracker !== null && html`<dt>${visit.t('Help')}</dt><dd><a href="${bugtracker}">${bugtracker}</a></dd>`}</dl>
<h2 id="copyright">${visit.t('Terms')}</h2>
<p>${visit.t('This program is free software under the GNU General Public License, version 3 or later.')}
${visit.t('It comes without any warranty.')}</p>
<p>${visit.t('It takes over from Kallithea, a member project of Software Freedom Conservancy.')}
<a href="https://kallithea-scm.org/">kallithea-scm.org</a></p></div>`
}
