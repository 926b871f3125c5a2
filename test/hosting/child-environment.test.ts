import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { findProgram } from '#vcs/program.ts'
import { makeFolder } from '../helpers/folder.ts'
import { until } from '../helpers/iisnode/naive.ts'
import { startStandIn } from '../helpers/iisnode/stand-in.ts'
import { commit } from '../helpers/repositories.ts'
import { makeSite } from '../helpers/site.ts'

/** A program that notes its environment and goes on as the real one. */
async function makeSpy(folder: string, name: 'git' | 'hg'): Promise<string> {
  const real = findProgram(name, process.env.PATH ?? '')
  const spy = path.join(folder, name)
  await writeFile(spy, `#!/bin/sh\n/usr/bin/env > '${folder}'/${name}.$$\nexec '${real}' "$@"\n`)
  await chmod(spy, 0o755)
  return spy
}

test('what git and Mercurial are started with tells them nothing of the pipe nor of iisnode', async t => {
  t.timeout(120_000)
  const spies = await makeFolder(t)
  const commits = [commit('Begin', { 'a.txt': 'a\n' })]
  const { ini } = await makeSite(t, {
    ini: { git_path: await makeSpy(spies, 'git'), hg_path: await makeSpy(spies, 'hg') },
    repositories: {
      gauge: { kind: 'git', commits, downloads: true },
      tide: { kind: 'hg', commits, downloads: true },
    },
  })
  const environment = { W3WP_SECRET: 'of-the-machine' }
  const iis = await startStandIn(t, { authentication: 'anonymous', ini, environment })
  for (const name of ['gauge', 'tide']) {
    for (const page of ['', '/changelog', '/archive/tip.zip']) {
      t.is((await iis.ask(`/${name}${page}`)).status, 200, `${name}${page}`)
    }
  }
  const notes = async () => (await readdir(spies)).filter(name => name.includes('.'))
  await until(async () => ['git', 'hg'].every(async tool => (await notes()).some(name => name.startsWith(tool))))
  const texts = await Promise.all((await notes()).map(name => readFile(path.join(spies, name), 'utf8')))
  for (const text of texts) {
    t.regex(text, /^HOME=/m)
    t.notRegex(text, /^(PORT|IISNODE_\w*|NODE_\w*|KALLITHEA_\w*|APP_POOL_\w*|W3WP_\w*)=|\.sock|of-the-machine/im)
  }
})
