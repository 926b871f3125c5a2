import path from 'node:path'
import test from 'ava'
import { parseAddress } from '#db/engine/address.ts'
import { Problem } from '#std/problem.ts'

function fileOf(url: string): string {
  return parseAddress(url).file
}

test('three slashes are relative to where the server was started, four are absolute', t => {
  t.is(fileOf('sqlite:///data/k.db'), path.resolve('data/k.db'))
  t.is(fileOf('sqlite:////srv/k.db?timeout=60'), '/srv/k.db')
  t.is(fileOf(' sqlite+pysqlite:////srv/k.db '), '/srv/k.db')
  t.is(fileOf('SQLite:////srv/a%20b.db'), '/srv/a%20b.db')
})

test('Windows’ files are written with either slash', t => {
  t.is(fileOf('sqlite:///C:\\inetpub\\kallithea-data\\k.db?timeout=60'), 'C:\\inetpub\\kallithea-data\\k.db')
  t.is(fileOf('sqlite:///d:/data/k.db'), path.normalize('d:/data/k.db'))
})

test('a database without a file is refused', t => {
  for (const url of ['sqlite://', 'sqlite:///', 'sqlite:///:memory:']) {
    t.throws(() => fileOf(url), { instanceOf: Problem, message: /needs a file/ })
  }
})
