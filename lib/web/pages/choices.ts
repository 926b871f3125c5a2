import { findChoices } from '#domain/choices.ts'
import type { UserGroupRow } from '#db/user-groups.ts'
import type { UserRow } from '#db/users.ts'
import { page } from '../page.ts'
import { json } from '../reply.ts'
import { routes } from '../routes.ts'

/** People and user groups, for scripts that complete a name. */
export const choices = page(routes.choices, 'user', async visit => {
  const { query } = visit
  const { users, groups } = await findChoices(visit.site, visit.visitor.permissions, {
    types: new Set((query.get('types') ?? 'users').split(',')),
    key: query.get('key'),
    query: query.get('query'),
  })
  return json({ results: [...users.map(userChoice), ...groups.map(groupChoice)] })
})

/** Nobody's picture is asked from outside (decision 023), so its address is empty. */
function userChoice({ id, username, firstName, lastName }: UserRow) {
  return { type: 'user', id, nname: username, fname: firstName, lname: lastName, gravatar_lnk: '', gravatar_size: 14 }
}

function groupChoice({ id, name }: UserGroupRow) {
  return { type: 'group', id, grname: name }
}
