import { chmod, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { isProblem } from '../../lib/std/problem.ts'
import { command } from '../../lib/vcs/command.ts'
import { openRunner, type Runner } from '../../lib/vcs/run.ts'
import { gone } from '../helpers/processes.ts'
import { makeFolder } from '../helpers/folder.ts'

/** A runner whose git is this shell script. */
async function runnerOf(t: ExecutionContext, script: string): Promise<{ runner: Runner; folder: string }> {
  const folder = await makeFolder(t)
  const tool = path.join(folder, 'tool')
  await writeFile(tool, `#!/bin/sh\n${script}\n`)
  await chmod(tool, 0o755)
  const runner = openRunner({ git: tool, hg: 'no-such-program', home: path.join(folder, 'home') })
  t.teardown(() => runner.close())
  return { runner, folder }
}

test('a tool gets its words as they are, and its output and code come back', async t => {
  const { runner } = await runnerOf(t, 'printf "%s\\n" "$@"; cat; echo no >&2; exit 3')
  const words = command('a b', '$HOME', '*').names(["'; echo x", ''])
  const { code, stdout, stderr } = await runner.run({
    tool: 'git',
    command: words,
    input: Buffer.from('in'),
    codes: [3],
  })
  t.is(stdout.toString(), "a b\n$HOME\n*\n--\n'; echo x\n\nin")
  t.is(code, 3)
  t.is(stderr, 'no\n')
})

test('a failure says what failed', async t => {
  const { runner } = await runnerOf(t, 'echo sorry >&2; exit 4')
  const problem = await t.throwsAsync(runner.run({ tool: 'git', command: command('x') }))
  t.true(isProblem(problem, 'unavailable') && problem.facts.code === 4 && problem.facts.stderr === 'sorry')
})

test('a tool that is not there is a Problem', async t => {
  const { runner } = await runnerOf(t, '')
  t.is(runner.programs.hg, null)
  t.true(isProblem(await t.throwsAsync(runner.run({ tool: 'hg', command: command('x') })), 'unavailable'))
  t.throws(() => runner.stream({ tool: 'hg', command: command('x') }), { message: 'the tool is not installed' })
  t.is(runner.started(), 0)
})

test('a tool sees none of the environment of the server', async t => {
  process.env.KALLITHEA_SECRET = 'secret'
  const { runner, folder } = await runnerOf(t, '/usr/bin/env; pwd')
  const { stdout } = await runner.run({ tool: 'git', command: command(), environment: { GIT_ALLOW_PROTOCOL: 'file' } })
  t.notRegex(stdout.toString(), /secret/)
  t.regex(stdout.toString(), /^GIT_ALLOW_PROTOCOL=file$/m)
  t.regex(stdout.toString(), new RegExp(`^HOME=${folder}/home$`, 'm'))
  t.true(stdout.toString().endsWith(`${folder}/home\n`))
})

test('a tool that takes too long is killed with what it started', async t => {
  const { runner } = await runnerOf(t, 'sleep 600 & echo $!; echo $$; wait')
  const pids: number[] = []
  const stream = runner.stream({ tool: 'git', command: command(), limit: { milliseconds: 5000 } })
  stream.on('data', (chunk: Buffer) => pids.push(...chunk.toString().trim().split('\n').map(Number)))
  const problem = await new Promise(resolve => stream.on('error', resolve))
  t.true(isProblem(problem, 'unavailable') && problem.message === 'the tool took too long')
  t.is(pids.length, 2)
  for (const pid of pids) t.true(await gone(pid))
})

test('a tool that says too much is stopped', async t => {
  const { runner } = await runnerOf(t, 'while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done')
  const problem = await t.throwsAsync(runner.run({ tool: 'git', command: command(), limit: { bytes: 100_000 } }))
  t.is(problem?.message, 'the tool said too much')
})

test('a tool is killed when its reader leaves', async t => {
  const { runner } = await runnerOf(t, 'echo $$; sleep 600')
  const stream = runner.stream({ tool: 'git', command: command() })
  const pid = await new Promise<number>(resolve => stream.once('data', (chunk: Buffer) => resolve(Number(chunk))))
  stream.destroy()
  t.true(await gone(pid))
})

test('a tool is killed when nobody waits any more', async t => {
  const { runner } = await runnerOf(t, 'sleep 600')
  const waiting = new AbortController()
  const running = runner.run({ tool: 'git', command: command(), signal: waiting.signal })
  waiting.abort()
  t.true(isProblem(await t.throwsAsync(running), 'unavailable'))
})

test('a reader who is slow slows the tool down', async t => {
  const { runner, folder } = await runnerOf(t, 'head -c 50000000 /dev/zero; echo done > ../done')
  const stream = runner.stream({ tool: 'git', command: command(), folder: undefined })
  await setTimeout(500)
  t.true(stream.readableLength < 2_000_000)
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) bytes += chunk.length // a byte stream gives buffers
  t.is(bytes, 50_000_000)
  t.true(folder.length > 0)
})

test('a session answers as long as it is wanted', async t => {
  const { runner } = await runnerOf(t, 'while read -r line; do echo "<$line>"; done')
  const session = runner.open({ tool: 'git', command: command() })
  const release = session.hold()
  const answers = session.stdout[Symbol.asyncIterator]()
  for (const word of ['one', 'two']) {
    session.stdin.write(`${word}\n`)
    t.is(String((await answers.next()).value), `<${word}>\n`)
  }
  session.stdin.end()
  t.is((await session.ended).code, 0)
  release()
})

test('closing the runner leaves nothing behind', async t => {
  const { runner } = await runnerOf(t, 'echo $$; sleep 600')
  const session = runner.open({ tool: 'git', command: command() })
  const release = session.hold()
  const pid = Number((await session.stdout[Symbol.asyncIterator]().next()).value)
  await runner.close()
  release()
  t.true(await gone(pid))
})

test('more programs than the machine can bear wait, and more than that are refused', async t => {
  const { runner } = await runnerOf(t, 'sleep 60')
  const all = Array.from({ length: 600 }, () => runner.run({ tool: 'git', command: command() }))
  t.is((await t.throwsAsync(all.at(-1) ?? Promise.resolve()))?.message, 'too many programs are waiting to run')
  t.true(runner.started() <= 16)
  await runner.close()
  const reasons = new Set((await Promise.allSettled(all)).map(one => one.status === 'rejected' && one.reason.message))
  t.deepEqual([...reasons].toSorted(), [
    'no more programs are started',
    'the tool failed',
    'too many programs are waiting to run',
  ])
})
