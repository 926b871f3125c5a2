import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { addressScript } from './address-test.ts'
import { layout } from './layout.ts'
import { settingsFrame } from './settings-frame.ts'

/** A page about IIS, which whoever sits at the machine sees as well: the other admin pages are not for him. */
export function iisPage(visit: Visit, title: string, content: Html): Html {
  const isAdmin = visit.visitor.permissions.isAdmin
  return layout(visit, {
    title,
    current: 'admin',
    scripts: [addressScript],
    main: isAdmin ? settingsFrame(visit, 'iis', content) : html`<div class="stack">${content}</div>`,
  })
}
