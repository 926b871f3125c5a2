import { mayReturnTo } from '#domain/came-from.ts'
import { listPlugins } from '#domain/authentication.ts'
import { signInWithPassword } from '#domain/sign-in.ts'
import { checkbox, type FieldErrors, readForm, textField } from '../form.ts'
import { type Html, html } from '../html.ts'
import { action, page } from '../page.ts'
import { type Reply, redirect, withStatus } from '../reply.ts'
import { routes } from '../routes.ts'
import { errorPage } from '../ui/error-page.ts'
import { checkInput, textInput } from '../ui/field.ts'
import { icon } from '../ui/icon.ts'
import { layout } from '../ui/layout.ts'
import { tokenField } from '../ui/token-field.ts'
import type { Visit } from '../visit.ts'

const fields = {
  username: textField({ trim: true, atLeast: [{ length: 1, message: 'Please enter a login' }] }),
  password: textField({
    atLeast: [
      { length: 1, message: 'Please enter a password' },
      { length: 3, message: 'Enter 3 characters or more' },
    ],
  }),
  remember: checkbox(),
}

/** Shown also to whom the host has signed on: the first administrator's account has a password of its own. */
export const login = page(routes.login, 'anyone', async visit => {
  const target = targetOf(visit)
  if (target === null) return wrongTarget(visit)
  const isElsewhere = visit.visitor.kind === 'user' && !visit.visitor.external && !visit.query.has('other')
  return isElsewhere ? redirect(target) : loginPage(visit, {})
})

export const signIn = action(routes.login, 'anyone', async visit => {
  const target = targetOf(visit)
  if (target === null) return wrongTarget(visit)
  const { values, errors } = readForm(fields, visit.form)
  if (errors) return loginPage(visit, errors)
  const user = await signInWithPassword(visit.site, values.username, values.password, visit.caller)
  if (!user) return loginPage(visit, { password: 'Invalid username or password' })
  visit.session.signIn(user.id, { external: false, remember: values.remember })
  return redirect(target)
})

/** Where to go afterwards; null: the address names a place that is not ours. */
function targetOf(visit: Visit): string | null {
  const wanted = visit.query.get('came_from') ?? ''
  if (wanted === '') return visit.to(routes.home, {})
  return mayReturnTo(wanted) ? wanted : null
}

function wrongTarget(visit: Visit): Reply {
  return withStatus(
    400,
    errorPage(visit, { status: 400, sentence: 'the address to return to is not one of this site' }),
  )
}

async function loginPage(visit: Visit, errors: FieldErrors): Promise<Html> {
  const hasErrors = Object.keys(errors).length > 0
  const mayAsk = visit.visitor.kind !== 'user' && visit.caller.user === null && !visit.caller.forClients
  const isWindowsOffered = mayAsk && (await isContainerOn(visit))
  const came_from = visit.query.get('came_from')
  return layout(visit, {
    title: hasErrors ? `${visit.t('Error')} · ${visit.t('Sign in')}` : visit.t('Sign in'),
    width: 'slim',
    main: html`<h1>${visit.t('Sign in')}</h1>
${visit.visitor.kind === 'user' && alreadyIn(visit)}
${loginForm(visit, errors, isWindowsOffered && visit.to(routes.windows, {}, { came_from }))}`,
  })
}

async function isContainerOn({ site }: Visit): Promise<boolean> {
  const plugins = await listPlugins(site)
  return plugins.some(({ name, inForce }) => name === 'container' && inForce)
}

function alreadyIn(visit: Visit): Html {
  const name = visit.caller.user ?? visit.visitor.user?.username ?? ''
  return html`<div class="notice info">${icon(visit, 'info')}<div class="grow">
${visit.t('You are signed in as {name}. Another account takes its place until you sign out.', { name })}</div></div>`
}

function loginForm(visit: Visit, errors: FieldErrors, windows: string | false): Html {
  const query = { came_from: visit.query.get('came_from') }
  const username = visit.form.get('username') ?? ''
  const stay = visit.t('Stay signed in on this computer')
  return html`<form class="stack" method="post" action="${visit.to(routes.login, {}, query)}">${tokenField(visit)}
${textInput(visit, {
  name: 'username',
  label: visit.t('User name'),
  value: username,
  autocomplete: 'username',
  error: translated(visit, errors['username']),
  isFirst: !errors['password'] || Boolean(errors['username']),
})}
${textInput(visit, {
  name: 'password',
  label: visit.t('Password'),
  type: 'password',
  autocomplete: 'current-password',
  error: translated(visit, errors['password']),
  isFirst: Boolean(errors['password']) && !errors['username'],
})}
${checkInput({ name: 'remember', label: stay, isChecked: visit.form.has('remember') })}
<div class="bar"><button class="button primary" type="submit">${icon(visit, 'log-in')}${visit.t('Sign in')}</button>
${windows && windowsButton(visit, windows)}</div>
${windows && windowsHelp(visit)}</form>`
}

function windowsButton(visit: Visit, address: string): Html {
  return html`<a class="button" href="${address}">${icon(visit, 'shield-check')}${visit.t('Use Windows sign-on')}</a>`
}

function windowsHelp(visit: Visit): Html {
  return html`<p class="muted small">${visit.t('Windows sign-on does not work?')}
<a href="${visit.to(routes.sso, {})}">${visit.t('Find out why')}</a></p>`
}

function translated(visit: Visit, message: string | undefined): string | undefined {
  return message && visit.t(message)
}
