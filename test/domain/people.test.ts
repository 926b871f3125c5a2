import test from 'ava'
import { findPeople, parseAuthor } from '../../lib/domain/people.ts'
import { makeSite } from '../helpers/site.ts'

test('an author is a name and an address, or one of them', t => {
  t.deepEqual(parseAuthor('Ann Author <ann@example.com>'), { name: 'Ann Author', email: 'ann@example.com' })
  t.deepEqual(parseAuthor('"Author, Ann" <ann@example.com>'), { name: 'Author, Ann', email: 'ann@example.com' })
  t.deepEqual(parseAuthor('ann@example.com'), { name: 'ann@example.com', email: 'ann@example.com' })
  t.deepEqual(parseAuthor('<ann@example.com>'), { name: 'ann@example.com', email: 'ann@example.com' })
  t.deepEqual(parseAuthor('ann'), { name: 'ann', email: '' })
  t.deepEqual(parseAuthor('  '), { name: '?', email: '' })
  t.deepEqual(parseAuthor('Ann <ann'), { name: 'Ann', email: 'ann' })
})

test('an author is the account that has the address, else the one that has the name', async t => {
  const { site, user } = await makeSite(t, { users: { ann: { email: 'Ann@Example.com' }, bob: {}, carl: {} } })
  await site.db
    .insertInto('user_email_map')
    .values({ user_id: (await user('carl')).id, email: 'carl@home.example' })
    .execute()
  const authors = {
    'Whoever <ANN@example.com>': 'ann',
    'C <carl@home.example>': 'carl',
    'Bob <nobody@example.org>': 'bob',
    bob: 'bob',
    'bob <ann@example.com>': 'ann',
    'Nobody <nobody@example.org>': undefined,
    default: undefined,
    '': undefined,
  }
  const found = await findPeople(site, Object.keys(authors))
  for (const [author, name] of Object.entries(authors)) t.is(found.get(author)?.username, name, author)
  t.is((await findPeople(site, [])).size, 0)
})
