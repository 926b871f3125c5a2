import test from 'ava'
import { archiveNames } from '#domain/archives.ts'
import { commitId } from '#vcs/backend.ts'

const id = commitId('0123456789abcdef0123456789abcdef01234567')

const of = (name: string) => archiveNames({ name }, id)

test('an archive is called like its repository and its commit, as in Kallithea', t => {
  t.deepEqual(of('group/project'), { file: 'group_project-0123456789ab', folder: 'project-0123456789ab' })
  t.deepEqual(of('日本語'), { file: '日本語-0123456789ab', folder: '日本語-0123456789ab' })
})

test('every system can have a file of that name, and a folder', t => {
  t.is(of('a:b*c?"<d>|\\e\n').file, 'a_b_c___d___e_-0123456789ab')
  t.is(of('con.txt').file, '_con.txt-0123456789ab')
  t.is(of('a/LPT1 .x').folder, '_LPT1 .x-0123456789ab')
  t.is(of('con').file, 'con-0123456789ab')
  t.is(of('context.js').file, 'context.js-0123456789ab')
  for (const name of ['x'.repeat(255), '語'.repeat(85), `${'group/'.repeat(50)}project`]) {
    t.true(Buffer.byteLength(`${of(name).file}.tar.bz2`) <= 255, name)
  }
})
