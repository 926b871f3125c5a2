import test from 'ava'
import { publicUri } from '#domain/clone-uri.ts'

test('what lets one in is not shown with the address that a repository is pulled from', t => {
  t.is(publicUri('https://ann:secret@example.com/x.git'), 'https://example.com/x.git')
  t.is(publicUri('https://ann:s@/?#cret@example.com/x.git'), 'https://example.com/x.git')
  t.is(publicUri('ssh://hg@example.com//srv/x'), 'ssh://example.com//srv/x')
  t.is(publicUri('git@example.com:x.git'), 'example.com:x.git')
  for (const open of ['', 'git://git.example.com/library.git', 'http://[::1]:80/x', '/srv/x'])
    t.is(publicUri(open), open)
})
