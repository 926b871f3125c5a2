import test, { type ExecutionContext } from 'ava'
import debug from 'debug'
import type { Line } from '#trace/line.ts'
import { listen } from '#trace/live.ts'
import { noteUser, type TracedRequest, withRequest } from '#trace/request.ts'
import { report, tracer } from '#trace/trace.ts'

debug.enable('kallithea:test:*')

const request: TracedRequest = { id: 'r-1', method: 'GET', address: '/x?api_key=geheim', user: null, isQuiet: false }

test.serial('a line carries its namespace and the request it belongs to, with whose it is once that is known', t => {
  const { heard } = hear(t)
  withRequest({ ...request }, () => {
    tracer('test:one')('%s took %d ms', 'log', 12)
    noteUser('ann')
    tracer('test:one')('done')
  })
  tracer('test:one')('after')
  t.deepEqual(
    heard.map(line => [line.namespace, line.request, line.text]),
    [
      ['kallithea:test:one', { id: 'r-1', method: 'GET', address: '/x?api_key=…', user: null }, 'log took 12 ms'],
      ['kallithea:test:one', { id: 'r-1', method: 'GET', address: '/x?api_key=…', user: 'ann' }, 'done'],
      ['kallithea:test:one', null, 'after'],
    ],
  )
})

test.serial('what nobody debugs is not even put together', t => {
  const { heard, said } = hear(t)
  const precious = { toString: () => t.fail('somebody wanted to know') }
  tracer('quiet:two')('%s', precious)
  report('quiet:two', 'for now')
  t.deepEqual(
    heard.map(({ text, always }) => [text, always]),
    [['for now', true]],
  )
  t.deepEqual(
    said.map(line => line.slice(25)),
    ['kallithea:quiet:two for now\n'],
  )
})

test.serial('a namespace is switched on and off while the process runs', t => {
  const { heard } = hear(t)
  const trace = tracer('later:three')
  trace('before')
  debug.enable('kallithea:test:*,kallithea:later:*')
  trace('now')
  debug.enable('kallithea:test:*')
  trace('after')
  t.deepEqual(
    heard.map(({ text }) => text),
    ['now'],
  )
})

test.serial('what a request that looks at the trace does is not traced, but what goes wrong is told', t => {
  const { heard } = hear(t)
  withRequest({ ...request, isQuiet: true }, () => {
    tracer('test:four')('looking')
    report('test:four', 'it broke')
  })
  t.deepEqual(
    heard.map(({ text }) => text),
    ['it broke'],
  )
})

test.serial('a percent sign in a value is shown as it is', t => {
  const { said } = hear(t)
  tracer('test:five')('%s', '100%s')
  t.regex(said.join(''), / 100%s\n$/)
})

test.serial('an endless text is cut', t => {
  const { heard } = hear(t)
  report('test:six', '%s', 'x'.repeat(1_000_000))
  t.true((heard[0]?.text.length ?? 0) < 40_000)
})

/** What is traced, and what would have gone to stderr, until the test ends. */
function hear(t: ExecutionContext): { readonly heard: readonly Line[]; readonly said: readonly string[] } {
  const heard: Line[] = []
  const said: string[] = []
  const { write } = process.stderr
  process.stderr.write = text => said.push(String(text)) > 0
  t.teardown(listen(line => heard.push(line)))
  t.teardown(() => {
    process.stderr.write = write
  })
  return { heard, said }
}
