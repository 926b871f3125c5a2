import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import test, { type ExecutionContext } from 'ava'
import type { Vcs } from '../../lib/vcs/open.ts'
import type { Kind, Repository } from '../../lib/vcs/repository.ts'
import { all, openTools } from '../helpers/contract.ts'
import { ask, commit, makeRepository } from '../helpers/repositories.ts'

async function openMade(
  t: ExecutionContext,
  kind: Kind,
): Promise<{ vcs: Vcs; repository: Repository; folder: string }> {
  const { vcs, folder } = await openTools(t)
  await makeRepository(kind, path.join(folder, 'r'), [commit('one', { one: 'x\n' }), commit('two', { two: 'y\n' })])
  return { vcs, repository: await vcs.open(kind, path.join(folder, 'r')), folder }
}

/** Whatever git can be told to run writes this file. */
async function hostileGit(folder: string, proof: string): Promise<void> {
  const script = `${proof}.sh`
  await writeFile(script, `#!/bin/sh\necho "$0 $*" >> ${proof}\ncat\n`)
  await chmod(script, 0o755)
  const settings = [
    'core.fsmonitor',
    'core.sshCommand',
    'core.pager',
    'core.editor',
    'core.alternateRefsCommand',
    'core.askPass',
    'core.gitProxy',
    'diff.external',
    'diff.evil.command',
    'diff.evil.textconv',
    'filter.evil.smudge',
    'filter.evil.clean',
    'filter.evil.process',
    'gpg.program',
    'uploadpack.packObjectsHook',
    'credential.helper',
    'pager.diff-tree',
    'pager.blame',
    'pager.archive',
    'alias.diff-tree',
    'alias.blame',
    'tar.tar.command',
    'tar.tar.gz.command',
    'merge.evil.driver',
    'init.templateDir',
    'gc.recentObjectsHook',
    'trace2.normalTarget',
    'log.showSignature',
  ]
  for (const name of settings)
    await ask('git', folder, 'config', name, name.startsWith('alias') ? `!${script}` : script)
  await ask('git', folder, 'config', 'core.hooksPath', path.join(folder, 'hooks'))
  await mkdir(path.join(folder, 'hooks'), { recursive: true })
  for (const hook of [
    'reference-transaction',
    'post-checkout',
    'pre-auto-gc',
    'post-index-change',
    'update',
    'pre-receive',
    'post-receive',
    'pre-commit',
    'post-commit',
  ]) {
    await writeFile(path.join(folder, 'hooks', hook), `#!/bin/sh\necho ${hook} >> ${proof}\n`)
    await chmod(path.join(folder, 'hooks', hook), 0o755)
  }
  await mkdir(path.join(folder, 'info'), { recursive: true })
  await writeFile(path.join(folder, 'info/attributes'), '* diff=evil filter=evil merge=evil export-subst\n')
}

async function useAll(repository: Repository, branch: string): Promise<void> {
  const tip = await repository.resolve('tip')
  const first = await repository.byNumber(0)
  await repository.refs()
  await all(repository.log())
  await all(repository.history(tip, 'one'))
  await all(repository.diff(first, tip))
  await buffer(repository.patch(first, tip))
  await buffer(repository.patch(null, tip))
  await repository.annotate(tip, 'one')
  for (const format of ['tar', 'tar.gz', 'zip'] as const) await buffer(repository.archive(tip, format, 'x'))
  await repository.commitFiles({
    parent: tip,
    branch,
    author: 'A <a@b>',
    message: 'x',
    files: new Map([['x', Buffer.from('x')]]),
  })
  await repository.resolve('tip')
}

test('git: nothing that a repository’s own configuration says is run', async t => {
  const { vcs, repository, folder } = await openMade(t, 'git')
  const proof = path.join(folder, 'proof')
  await hostileGit(repository.folder, proof)
  await useAll(repository, 'master')
  await vcs.cloneInto('git', repository.folder, path.join(folder, 'clone'))
  t.is(await readFile(proof, 'utf8').catch(() => ''), '')
})

test('hg: nothing that a repository’s own configuration says is run', async t => {
  const { vcs, repository, folder } = await openMade(t, 'hg')
  const proof = path.join(folder, 'proof')
  const extension = path.join(folder, 'evil.py')
  await writeFile(extension, `open(${JSON.stringify(proof)}, 'a').write('extension')\n`)
  const hooks = [
    'precommit',
    'pretxncommit',
    'commit',
    'pre-diff',
    'pre-annotate',
    'pre-archive',
    'pre-import',
    'pretxnclose',
    'txnclose',
    'outgoing',
    'preoutgoing',
    'pre-log',
    'pre-cat',
  ]
  const aliased = ['diff', 'annotate', 'archive', 'log', 'export', 'import', 'commit', 'cat']
  await writeFile(
    path.join(repository.folder, '.hg/hgrc'),
    `[hooks]\n${hooks.map(hook => `${hook} = echo ${hook} >> ${proof}`).join('\n')}
[extensions]\nevil = ${extension}\nextdiff =\n
[alias]\n${aliased.map(name => `${name} = !echo alias >> ${proof}`).join('\n')}
[ui]\neditor = echo editor >> ${proof}; true\nmerge = echo\n[pager]\npager = echo pager >> ${proof}\n
[encode]\n** = tee -a ${proof}\n[decode]\n** = tee -a ${proof}\n`,
  )
  await useAll(repository, 'default')
  await vcs.cloneInto('hg', repository.folder, path.join(folder, 'clone'))
  t.is(await readFile(proof, 'utf8').catch(() => ''), '')
})
