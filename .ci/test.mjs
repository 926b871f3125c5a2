// Types, lint, form, tests: the first that fails ends it. Ends with a plain line that counts the tests.
import { spawn } from 'node:child_process'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { whyNoDomain } from './domain.mjs'

const steps = [
  ['types', 'tsc', '-p', '.'],
  ['lint', 'oxlint'],
  ['form', 'biome', 'format'],
]

for (const [name, ...command] of steps) {
  process.stdout.write(`${name} …\n`)
  const { code } = await run(command)
  if (code !== 0) process.exit(code)
}

// Hundreds of processes load the same files.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'kallithea-test-compiled')
const given = process.argv.slice(2)
// One file more than there are processors: many of them wait for browsers and servers.
const atOnce = given.some(word => word.startsWith('--concurrency'))
  ? []
  : [`--concurrency=${availableParallelism() + 1}`]
const tests = await run(['ava', ...atOnce, ...given])
const counted = sign => tests.output.split('\n').filter(line => line.trimStart().startsWith(sign)).length
const why = whyNoDomain()
if (why) process.stdout.write(`\nNot run: sign-on by Kerberos and NTLM in an Active Directory (${why}).\n`)
process.stdout.write(`\n${counted('✔')} passed, ${counted('✘')} failed\n`)
process.exit(tests.code === 0 && counted('✔') === 0 ? 1 : tests.code)

function run([program, ...words]) {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' })
  let output = ''
  child.stdout.on('data', bytes => {
    output += bytes
    process.stdout.write(bytes)
  })
  return new Promise(resolve => {
    child.on('error', error => {
      process.stderr.write(`${error.message}\n`)
      resolve({ code: 1, output })
    })
    child.on('close', status => resolve({ code: status ?? 1, output }))
  })
}
