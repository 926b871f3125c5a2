import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test from 'ava'
import { cloneHg } from '../../../lib/vcs/hg/repository.ts'
import { commit } from '../../helpers/repositories.ts'
import { collect, makeHg } from './made.ts'

const history = [commit('one', { 'a.txt': 'a\n' }), commit('two', { 'a.txt': 'a\nb\n' })]

const commands = ['diff', 'annotate', 'archive', 'unbundle', 'clone', 'serve', 'log', 'init', 'update']
const events = [
  'changegroup',
  'incoming',
  'outgoing',
  'preoutgoing',
  'prechangegroup',
  'pretxnchangegroup',
  'pretxnopen',
  'pretxnclose',
  'txnclose',
  'txnabort',
  'listkeys',
  'prelistkeys',
  'pushkey',
  'prepushkey',
]

test('nothing of a repository’s own configuration runs', async t => {
  const { folder, open, ids, deps } = await makeHg(t, history)
  const witness = path.join(folder, '..', 'witness')
  const touch = `touch ${witness}`
  const evil = path.join(folder, '.hg', 'evil.py')
  writeFileSync(evil, `open(${JSON.stringify(witness)}, 'w')\n`)
  const hooks = [...events, ...commands.flatMap(name => [`pre-${name}`, `post-${name}`])].map(
    name => `${name} = ${touch}`,
  )
  const aliases = commands.map(name => `${name} = !${touch}`)
  const hostile = [
    '[extensions]',
    `evil = ${evil}`,
    'extdiff =',
    '[hooks]',
    ...hooks,
    `precommit.python = python:${evil}:hook`,
    '[alias]',
    ...aliases,
    '[encode]',
    `** = pipe: ${touch}; cat`,
    '[decode]',
    `** = pipe: ${touch}; cat`,
    '[ui]',
    `editor = ${touch}`,
    `ssh = ${touch}`,
    '[pager]',
    `pager = ${touch}`,
    '[paths]',
    'default = ssh://-oProxyCommand=x/',
    '[web]',
    'description = a harmless text',
    '',
  ].join('\n')
  for (const name of ['hgrc', 'hgrc-not-shared']) writeFileSync(path.join(folder, '.hg', name), hostile)
  const repository = await open()
  await collect(repository.diff(ids[0]!, ids[1]!))
  await collect(repository.patch(ids[0]!, ids[1]!))
  await repository.annotate(ids[1]!, 'a.txt')
  await collect(repository.archive(ids[1]!, 'tar', 'x'))
  const edit = {
    parent: ids[1]!,
    branch: 'default',
    author: 'a',
    message: 'm',
    files: new Map([['b', Buffer.from('b')]]),
  }
  await repository.commitFiles(edit)
  await cloneHg(folder, path.join(folder, '..', 'copy'), deps)
  t.is(await repository.description(), 'a harmless text')
  t.false(existsSync(witness))
})

test('a repository is not cloned from where nobody should look', async t => {
  const { folder, deps } = await makeHg(t, history)
  const target = path.join(folder, '..', 'copy')
  for (const source of [
    'ssh://-oProxyCommand=x/y',
    'file:///etc',
    'bundle:/x',
    'union:/a+/b',
    'static-http://example.com/',
    'http://-x/',
    '--config=x',
    '../made',
    '',
  ]) {
    await t.throwsAsync(cloneHg(source, target, deps), { message: 'cannot clone from there' }, source)
  }
  await t.throwsAsync(cloneHg('/nowhere', target, deps), { message: 'no such repository' })
  t.is(deps.runner.started(), 0)
})
