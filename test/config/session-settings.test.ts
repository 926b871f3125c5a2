import test from 'ava'
import { listMistakes, loadApp, needed } from '../helpers/ini.ts'

test('name, path and domain of the cookie are told when no browser would take them', async t => {
  const mistakes = await listMistakes(t, [
    '[app:main]',
    'session.key = my cookie',
    'session.cookie_path = kallithea',
    'session.cookie_domain = scm.example.com:8080',
    ...needed,
  ])
  t.deepEqual(mistakes, [
    '[app:main] session.key 2: must be a name of letters, digits, - and _',
    '[app:main] session.cookie_path 3: must be a path that begins with / and has no blanks and no ;',
    '[app:main] session.cookie_domain 4: must be the name of a domain',
  ])
})

test('name, path and domain of the cookie are as written; left empty they are the usual ones', async t => {
  const { session } = await loadApp(
    t,
    'session.key = kallithea_2.x-y',
    'session.cookie_path = /scm/a',
    'session.cookie_domain = .Example.com',
  )
  t.like(session, { key: 'kallithea_2.x-y', cookiePath: '/scm/a', cookieDomain: '.Example.com' })
  const empty = await loadApp(t, 'session.key =', 'session.cookie_path =', 'session.cookie_domain =')
  t.like(empty.session, { key: 'kallithea', cookiePath: null, cookieDomain: null })
})

test('how long the browser keeps the cookie: until it is closed, for ever, or so many seconds', async t => {
  const read = async (value: string) => (await loadApp(t, `session.cookie_expires = ${value}`)).session.cookieExpires
  t.is(await read('true'), 'session')
  t.is(await read('False'), 'for ever')
  t.is(await read('604800'), 604_800)
})
