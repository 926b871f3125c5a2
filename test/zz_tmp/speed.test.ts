import { execFileSync } from 'node:child_process'
import test from 'ava'
import { makeSite } from '../helpers/site.ts'
import { serve } from '../helpers/web.ts'
import { commit } from '../helpers/commit-description.ts'
test('speed', async t => {
  t.timeout(600_000)
  const { site, root } = await makeSite(t, { repositories: { git: { commits: [commit('x', { a: 'x\n' })], downloads: true }, hg: { kind: 'hg', commits: [], downloads: true } } })
  let out = ''
  const lines: string[] = Array.from({ length: 3000 }, (_, i) => `let line${i} = ${i}`)
  let mark = 1
  const put = (text: string) => { out += `data ${Buffer.byteLength(text)}\n${text}\n` }
  const files = Array.from({ length: 2500 }, (_, i) => `d${i % 50}/e${i % 7}/file${i}.js`)
  for (let n = 0; n < 10000; n++) {
    out += `commit refs/heads/main\nmark :${mark++}\ncommitter A${n % 9} <a${n % 9}@x> ${1_500_000_000 + n * 600} +0000\n`
    put(`commit ${n}`)
    if (n === 0) for (const f of files) { out += `M 644 inline ${f}\n`; put(`f ${f}\n`) }
    if (n % 10 === 0) { lines[(n * 37) % 3000] = `let changed = ${n}`; out += `M 644 inline big.js\n`; put(lines.join('\n') + '\n') }
    else { out += `M 644 inline ${files[n % 2500]}\n`; put(`f ${n}\n`) }
    if (n % 20 === 0) out += `reset refs/tags/t${n}\nfrom :${mark - 1}\n\n`
    if (n % 30 === 0) out += `reset refs/heads/b${n}\nfrom :${mark - 1}\n\n`
  }
  execFileSync('git', ['-C', `${root}/git`, 'fast-import', '--quiet', '--force'], { input: out, maxBuffer: 1e9 })
  execFileSync('git', ['-C', `${root}/git`, 'symbolic-ref', 'HEAD', 'refs/heads/main'])
  const { vcs } = await (async () => ({ vcs: await site.vcs.open('git', `${root}/git`) }))()
  const time = async (what: string, run: () => Promise<unknown>) => { const b = performance.now(); await run(); t.log(what, Math.round(performance.now() - b)) }
  const refs = await vcs.refs()
  const tip = await vcs.resolve('main')
  await time('refs', () => vcs.refs())
  await time('commits', async () => { for (const r of refs.branches) await vcs.commit(r.commit) })
  await time('tags', async () => { for (const r of refs.tags) await vcs.commit(r.commit) })
  await time('again', async () => { for (const r of refs.tags) await vcs.commit(r.commit) })
  for (const r of refs.branches.slice(0, 3)) await time('ahead', () => vcs.count({ from: [r.commit], not: [tip] }))
  for (const r of refs.branches.slice(0, 3)) await time('behind', () => vcs.count({ from: [tip], not: [r.commit] }))
  const first = async () => { for await (const c of vcs.history(tip, 'big.js')) return c; return null }
  await time('history1', first)
  await time('history1', first)
  const last = (await first())!
  let ann: any[] = []
  await time('annotate', async () => { ann = [...await vcs.annotate(last.id, 'big.js')] })
  const ids = [...new Set(ann.map(a => a.commit))]
  t.log(ids.length)
  await time('commits', () => Promise.all(ids.map(i => vcs.commit(i))))
  await time('entries', async () => { for (const i of ids) { const c = await vcs.commit(i); if (c.parents[0]) await vcs.entry(c.parents[0], 'big.js') } })
  await time('entries', async () => { for (const i of ids) { const c = await vcs.commit(i); if (c.parents[0]) await vcs.entry(c.parents[0], 'big.js') } })
  t.pass()
})
