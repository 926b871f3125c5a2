import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { kinds, openPages } from '../../../helpers/repository-pages.ts'

const history = [
  commit('one', { 'a b.txt': 'one\n', 'other.txt': 'one\n' }),
  commit('two', { 'a b.txt': 'two\n', 'other.txt': 'two\n' }),
]

for (const kind of kinds) {
  test(`programs ask where Kallithea told it how a file of ${kind} differs between two revisions`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const at = `/diff/a%20b.txt?diff1=${ids[0]}&diff2=tip`
    const raw = await get(`${at}&diff=raw`)
    t.is(raw.headers.get('content-type'), 'text/plain; charset=utf-8')
    t.regex(raw.text, /^diff --git a\/a b.txt b\/a b.txt\n[\s\S]*-one\n\+two\n$/)
    t.is(raw.text.match(/^diff/gm)?.length, 1)
    const saved = await get(`${at}&diff=download`)
    t.is(saved.text, raw.text)
    t.is(saved.headers.get('content-disposition'), `attachment; filename="${ids[0]}_vs_tip.diff"`)
    t.is((await get('/diff/a%20b.txt?diff1=tip&diff2=tip&diff=raw')).text, '')
    t.is((await get(`/diff/a%20b.txt?diff1=nonsense&diff2=tip&diff=raw`)).status, 404)
  })

  test(`people find there the comparison of ${kind}, or the file as it was`, async t => {
    const { get, ids } = await openPages(t, kind, history)
    const compared = `/group/project/compare/rev@${ids[0]}...rev@tip`
    const query = `diff1=${ids[0]}&diff2=tip`
    t.is((await get(`/diff/a%20b.txt?${query}&diff=diff&fulldiff=1`)).location, `${compared}?fulldiff=1`)
    t.is((await get(`/diff-2way/a%20b.txt?${query}`)).location, `${compared}?diff=split`)
    const files = (page: string) => `/group/project/${page}/${ids[0]}/a%20b.txt`
    t.is((await get(`/diff/a%20b.txt?${query}&show_rev=1`)).location, files('files'))
    t.is((await get(`/diff/a%20b.txt?${query}&show_rev=1&annotate=True`)).location, files('annotate'))
    t.is((await get('/diff')).status, 404)
  })
}
