import test, { type ExecutionContext } from 'ava'
import debug from 'debug'
import { lastLines, listen } from '#trace/live.ts'
import { withRequest } from '#trace/request.ts'
import { report, tracer } from '#trace/trace.ts'

debug.enable('kallithea:test:*')

test.serial('a line carries its namespace and the request it belongs to', t => {
  const heard: string[] = []
  const stop = listen(line => heard.push(`${line.namespace} ${line.request} ${line.text}`))
  withRequest('r-1', () => tracer('test:one')('%s took %d ms', 'log', 12))
  stop()
  tracer('test:one')('after')
  t.deepEqual(heard, ['kallithea:test:one r-1 log took 12 ms'])
})

test.serial('a line that nobody debugs is kept, and not said', t => {
  const said = listenToErrors(t)
  tracer('quiet:two')('for later')
  report('quiet:two', 'for now')
  const kept = lastLines().filter(line => line.namespace === 'kallithea:quiet:two')
  t.deepEqual(
    kept.map(line => line.text),
    ['for later', 'for now'],
  )
  t.deepEqual(
    said().map(line => line.slice(25)),
    ['kallithea:quiet:two for now\n'],
  )
})

test.serial('a percent sign in a value is shown as it is', t => {
  const said = listenToErrors(t)
  tracer('test:three')('%s', '100%s')
  t.regex(said().join(''), / 100%s\n$/)
  t.is(lastLines().find(line => line.namespace === 'kallithea:test:three')?.text, '100%s')
})

test.serial('only the last 2000 lines are kept', t => {
  listenToErrors(t)
  for (let number = 0; number < 2100; number++) report('quiet:many', '%d', number)
  t.is(lastLines().length, 2000)
})

/** What would have gone to stderr, until the test ends. */
function listenToErrors(t: ExecutionContext): () => readonly string[] {
  const said: string[] = []
  const { write } = process.stderr
  process.stderr.write = text => said.push(String(text)) > 0
  t.teardown(() => {
    process.stderr.write = write
  })
  return () => said
}
