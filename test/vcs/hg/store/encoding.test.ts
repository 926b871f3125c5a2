import test from 'ava'
import { hybridName, simpleName } from '../../../../lib/vcs/hg/store/encoding.ts'

// What Mercurial 6.3 says: store._hybridencode(path, dotencode=True).
const names: Readonly<Record<string, string>> = {
  "data/abcdefghijklmnopqrstuvwxyz0123456789 !#%&'()+,-.;=[]^`{}":
    "data/abcdefghijklmnopqrstuvwxyz0123456789 !#%&'()+,-.;=[]^`{}",
  'data/ABC_d.i': 'data/_a_b_c__d.i',
  'data/aux.bla/bla.aux/prn/PRN/lpt/com3/nul/coma/foo.NUL/normal.c.i':
    'data/au~78.bla/bla.aux/pr~6e/_p_r_n/lpt/co~6d3/nu~6c/coma/foo._n_u_l/normal.c.i',
  'data/foo.i/bar.d/bla.hg/hi.i': 'data/foo.i.hg/bar.d.hg/bla.hg.hg/hi.i',
  'data/.hidden/ x/y./z .i': 'data/~2ehidden/~20x/y~2e/z .i',
  'data/\x02\x7f\xff~|".i': 'data/~02~7f~ff~7e~7c~22.i',
}

test('names are encoded as Mercurial does', t => {
  for (const [name, encoded] of Object.entries(names)) t.is(hybridName(name, true), encoded, name)
  t.is(hybridName('data/.x.i', false), 'data/.x.i')
  t.is(simpleName('data/aux/X.i'), 'data/aux/_x.i')
})

test('long names are cut, and told apart by a hash', t => {
  const long = hybridName(`data/${'Folder With A Name./'.repeat(8)}${'File'.repeat(20)}.txt.i`, true)
  t.true(long.length <= 120)
  t.regex(long, /^dh\/folder w\/(folder w\/)+filefi.*[0-9a-f]{40}\.i$/)
})
