import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { command } from '../../../lib/vcs/command.ts'
import { openServers, type Servers } from '../../../lib/vcs/hg/servers.ts'
import { openRunner, type Runner } from '../../../lib/vcs/run.ts'
import { makeFolder } from '../../helpers/folder.ts'

const version = { command: command('version', '--quiet') }

interface Opened {
  readonly servers: Servers
  readonly runner: Runner
  /** Number of the process that was started last. */
  readonly pid: () => number
}

async function openThem(t: ExecutionContext, script = 'exec hg "$@"', commands?: number): Promise<Opened> {
  const folder = await makeFolder(t)
  const tool = path.join(folder, 'tool')
  writeFileSync(tool, `#!/bin/sh\necho $$ > ${folder}/pid\n${script}\n`)
  chmodSync(tool, 0o755)
  const runner = openRunner({ git: 'git', hg: tool, home: path.join(folder, 'home') })
  t.teardown(() => runner.close())
  return {
    runner,
    servers: openServers(runner, commands),
    pid: () => Number(readFileSync(path.join(folder, 'pid'), 'utf8')),
  }
}

test('one process serves command after command, aborted ones too', async t => {
  const { servers, runner } = await openThem(t)
  t.regex((await servers.run(version)).toString(), /Mercurial/)
  const problem = await t.throwsAsync(servers.run({ command: command('--repository=/nowhere', 'log') }), {
    name: 'Problem',
  })
  t.like(problem, { kind: 'unavailable', facts: { code: 255, stderr: 'abort: repository /nowhere not found' } })
  await t.throwsAsync(servers.run({ command: command('no-such-command') }))
  t.regex((await servers.run(version)).toString(), /Mercurial/)
  t.is(runner.started(), 1)
})

test('after its number of commands another process takes over', async t => {
  const { servers, runner } = await openThem(t, undefined, 2)
  for (let turn = 0; turn < 5; turn++) await servers.run(version)
  t.is(runner.started(), 3)
})

test('a process that died in its sleep is replaced, and nobody notices', async t => {
  const { servers, runner, pid } = await openThem(t)
  await servers.run(version)
  process.kill(pid(), 'SIGKILL')
  t.regex((await servers.run(version)).toString(), /Mercurial/)
  t.is(runner.started(), 2)
})

test('who does not answer in time is stopped', async t => {
  const { servers } = await openThem(t, 'sleep 60')
  await t.throwsAsync(servers.run({ ...version, milliseconds: 300 }), { message: 'the tool took too long' })
})

test('a program that is no Mercurial is a problem, not a hang', async t => {
  const { servers } = await openThem(t, 'echo hello world, this is no frame; exit 1')
  await t.throwsAsync(servers.run(version), { name: 'Problem' })
})

test('who stops reading does not hold up others', async t => {
  const { servers } = await openThem(t)
  const stream = servers.stream({ command: command('help', '--verbose', 'config') })
  for await (const _ of stream) break
  t.true(stream.destroyed)
  t.regex((await servers.run(version)).toString(), /Mercurial/)
})

test('several at once are served by few processes', async t => {
  const { servers, runner } = await openThem(t)
  const answers = await Promise.all(Array.from({ length: 20 }, () => servers.run(version)))
  t.true(answers.every(answer => answer.includes('Mercurial')))
  t.true(runner.started() <= 3)
})
