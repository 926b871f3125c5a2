import { mayReturnTo } from '#domain/came-from.ts'
import { recognizeFromHost } from '#domain/sign-in.ts'
import { page } from '../page.ts'
import { challenge, redirect } from '../reply.ts'
import { refused } from '../refusals.ts'
import { routes } from '../routes.ts'

/** Answers 401, as only the sign-on doctor does: where strangers may come in, it makes the browser say who it is. */
export const windows = page(routes.windows, 'anyone', async visit => {
  const wanted = visit.query.get('came_from') ?? ''
  const target = mayReturnTo(wanted) ? wanted : visit.to(routes.home, {})
  // at the site for git and hg IIS asks nobody
  if (visit.caller.forClients) return redirect(visit.to(routes.login, {}, { came_from: target }))
  if (visit.caller.user === null) return challenge()
  const user = await recognizeFromHost(visit.site, visit.caller)
  if (user && typeof user !== 'string') {
    visit.session.signIn(user.id, { external: true, remember: false })
    return redirect(target)
  }
  const told = visit.t('Windows knows you as {name}, but no account here is open to you.', { name: visit.caller.user })
  visit.flash('warn', user === null || user === 'closed' ? told : `${told} (${visit.t(refused(user).message)})`)
  return redirect(visit.to(routes.login, {}, { came_from: target }))
})
