import test from 'ava'
import type { Page } from '#web/page.ts'
import { listPages } from '#web/router.ts'
import { readState } from '../helpers/database-state.ts'
import { tokenOf, tryDoor } from '../helpers/doors.ts'
import { rowFaults } from '../helpers/page-name.ts'
import { permissionTable } from '../helpers/permission-table.ts'
import { hasAccount, places, roles, siteOfRoles } from '../helpers/roles.ts'
import { makeSite } from '../helpers/site.ts'
import { serve } from '../helpers/web.ts'

const table = { file: 'permission-table.ts', what: 'say who may see it' }

test('every page has its row, and every row its page', t => {
  t.deepEqual(rowFaults(listPages(), permissionTable, table), [])
  const { 'GET /': home, ...others } = permissionTable
  t.deepEqual(rowFaults(listPages(), { ...others, 'GET /odd': home }, table), [
    'page GET / has no row in test/helpers/permission-table.ts: say who may see it',
    'row GET /odd of test/helpers/permission-table.ts is about no page: take it away',
  ])
})

test('everybody finds open what the table opens, and cannot tell what is hidden from what is not there', async t => {
  t.timeout(600_000)
  const made = await makeSite(t, siteOfRoles)
  const server = await serve(t, made.site)
  const comers = []
  for (const role of roles) {
    const client = server.client(role.address ? { address: role.address } : {})
    if (hasAccount(role)) t.is((await client.signIn(role.who, `${role.who}-secret`)).status, 302)
    comers.push({ role, client })
  }
  const id = String((await made.user('joe')).id)
  const faults: string[] = []
  for (const { role, client } of comers) {
    await role.arrange?.(made)
    const before = await readState(made.site.db)
    const isCurious = role.isAdmin || roles.find(({ standing }) => standing === role.standing) === role
    const comer = { role, client, token: await tokenOf(client), isCurious }
    for (const page of listPages().toSorted(signOutLast)) {
      const { scope } = page.route
      for (const place of scope === 'site' ? [null] : places[scope])
        faults.push(...(await tryDoor(comer, page, { place, id })))
    }
    if (!role.isAdmin && (await readState(made.site.db)) !== before) faults.push(`${role.who} changed something`)
  }
  t.deepEqual(faults, [])
})

function signOutLast(a: Page, b: Page): number {
  return Number(a.route.pattern.endsWith('/logout')) - Number(b.route.pattern.endsWith('/logout'))
}
