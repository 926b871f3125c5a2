import { mayReturnTo } from '#domain/came-from.ts'
import { findFollowable, toggleFollowing } from '#domain/followers.ts'
import { action } from '../page.ts'
import { redirect, text } from '../reply.ts'
import { routes } from '../routes.ts'

/**
 * Follows a repository or a person, or ends it, as Kallithea's scripts ask: `ok`, or 400. A form of a page returns to
 * where it stands.
 */
export const toggle = action(routes.toggleFollowing, 'user', async visit => {
  const { form, site, visitor } = visit
  const { user } = visitor
  const asked = { personId: idOf(form.get('follows_user_id')), repositoryId: idOf(form.get('follows_repository_id')) }
  const what = await findFollowable(site, asked, visitor.permissions)
  if (!user || !what) return text('There is no such repository or person.\n', 'text/plain; charset=utf-8', 400)
  await toggleFollowing(site, user, what)
  const back = form.get('came_from') ?? ''
  return mayReturnTo(back) ? redirect(back) : text('ok', 'text/html; charset=utf-8')
})

function idOf(sent: string | null): number | null {
  return sent !== null && /^\d{1,9}$/.test(sent) ? Number(sent) : null
}
