import test from 'ava'
import debug from 'debug'
import { lastLines, listen } from '#trace/live.ts'
import { withRequest } from '#trace/request.ts'
import { report, tracer } from '#trace/trace.ts'

debug.enable('kallithea:test:*')

test('a line carries its namespace and the request it belongs to', t => {
  const heard: string[] = []
  const stop = listen(line => heard.push(`${line.namespace} ${line.request} ${line.text}`))
  withRequest('r-1', () => tracer('test:one')('%s took %d ms', 'log', 12))
  stop()
  tracer('test:one')('after')
  t.deepEqual(heard, ['kallithea:test:one r-1 log took 12 ms'])
})

test('a name that nobody debugs is silent, a report is not', t => {
  tracer('quiet:two')('nothing')
  report('quiet:two', 'said anyway')
  const said = lastLines().filter(line => line.namespace === 'kallithea:quiet:two')
  t.deepEqual(
    said.map(line => line.text),
    ['said anyway'],
  )
})

test('a percent sign in a value is shown as it is', t => {
  tracer('test:three')('%s', '100%s')
  t.is(lastLines().find(line => line.namespace === 'kallithea:test:three')?.text, '100%s')
})

test('only the last 2000 lines are kept', t => {
  for (let number = 0; number < 2100; number++) report('quiet:many', '%d', number)
  t.is(lastLines().length, 2000)
})
