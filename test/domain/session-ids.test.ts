import test from 'ava'
import { sessionIds } from '#domain/session-ids.ts'
import { makeSite } from '../helpers/site.ts'

test('an id that was made here is known, and no other', async t => {
  const { site } = await makeSite(t)
  const ids = sessionIds(site.config)
  const made = Array.from({ length: 100 }, () => ids.make())
  t.is(new Set(made).size, 100)
  t.true(made.every(id => ids.isOurs(id)))
  const [id = ''] = made
  const strange = ['', 'a', id.slice(1), id.slice(0, -1), `${id}a`, id.slice(0, 32), `a${id}`, 'ü'.repeat(40)]
  t.deepEqual(
    strange.filter(each => ids.isOurs(each)),
    [],
  )
  const changed = { ...site.config, session: { ...site.config.session, secret: 'another' } }
  t.false(sessionIds(changed).isOurs(id))
  t.false(sessionIds({ ...site.config, databaseUrl: 'sqlite:////other.db' }).isOurs(id))
})
