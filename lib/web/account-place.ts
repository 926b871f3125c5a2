import type { UserRow } from '#db/users.ts'
import type { Html } from './html.ts'
import type { Mistakes } from './ui/mistakes.ts'

/** Where a list that belongs to an account is changed: by its owner, or by an administrator. */
export interface AccountPlace {
  readonly user: UserRow
  /** Where something is added to the list, and where something is removed from it. */
  readonly to: { readonly add: string; readonly remove: string }
  /** The page around the list. */
  readonly frame: (content: Html, mistakes: Mistakes) => Html
}
