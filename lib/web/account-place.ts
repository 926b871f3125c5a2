import type { UserRow } from '#db/users.ts'
import { getPersonAt } from './actor.ts'
import type { Html } from './html.ts'
import { getOwn } from './own-account.ts'
import type { Route } from './route.ts'
import { type AccountPage, accountPage } from './ui/account-frame.ts'
import type { Mistakes } from './ui/mistakes.ts'
import { userPage, type UserTab } from './ui/user-frame.ts'
import type { Visit } from './visit.ts'

/** Where a list that belongs to an account is changed: by its owner, or by an administrator. */
export interface AccountPlace {
  readonly user: UserRow
  /** Where something is added to the list, and where something is removed from it. */
  readonly to: { readonly add: string; readonly remove: string }
  /** The page around the list. */
  readonly frame: (content: Html, mistakes: Mistakes) => Html
}

interface Changing {
  readonly add: Route<string, 'site'>
  readonly remove: Route<string, 'site'>
}

/** A list of the visitor's own account. */
export function ownPlace(visit: Visit, page: AccountPage, { add, remove }: Changing): AccountPlace {
  return {
    user: getOwn(visit),
    to: { add: visit.to(add, {}), remove: visit.to(remove, {}) },
    frame: (content, mistakes) => accountPage(visit, { page, content, mistakes }),
  }
}

/** The same of the account that the address names, for an administrator. */
export async function userPlace(
  visit: Visit & { readonly params: { readonly id: string } },
  tab: UserTab,
  { add, remove }: Changing,
): Promise<AccountPlace> {
  const user = await getPersonAt(visit, visit.params.id)
  const needs = { id: String(user.id) }
  return {
    user,
    to: { add: visit.to(add, needs), remove: visit.to(remove, needs) },
    frame: (content, mistakes) => userPage(visit, { user, tab, content, mistakes }),
  }
}
