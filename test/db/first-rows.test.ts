import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import { closeDatabase } from '#db/database.ts'
import { findDefaultUser, findUserByName } from '#db/users.ts'
import { makeDatabase, readOriginal } from '../helpers/database.ts'

const random = ['api_key', 'password', 'created_on']

function readRows(database: DatabaseSync) {
  const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all()
  const own = tables.map(({ name }) => String(name)).filter(name => !name.startsWith('ext_'))
  return Object.fromEntries(
    own.map(name => [
      name,
      database
        .prepare(`select * from "${name}" order by 1`)
        .all()
        .map(row => Object.fromEntries(Object.entries(row).filter(([column]) => !random.includes(column)))),
    ]),
  )
}

test('a new site starts with the rows of Kallithea, one by one', async t => {
  const { db, file } = await makeDatabase(t)
  await closeDatabase(db)
  const ours = new DatabaseSync(file)
  t.teardown(() => ours.close())
  const original = readRows(readOriginal())
  t.is(original.settings?.length, 19)
  t.deepEqual(readRows(ours), original)
})

test('dates, keys and hashes look like Kallithea’s', async t => {
  const { db, file } = await makeDatabase(t)
  const users = new DatabaseSync(file).prepare('select * from users').all()
  for (const { created_on, api_key } of users) {
    t.regex(String(created_on), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.347000$/)
    t.regex(String(api_key), /^[0-9a-f]{40}$/)
  }
  t.regex((await findDefaultUser(db))?.password ?? '', /^\$2b\$10\$[./A-Za-z0-9]{53}$/)
  t.is((await findUserByName(db, 'admin'))?.password, '$2b$10$hash')
  t.not(users[0]?.api_key, users[1]?.api_key)
})
