import test from 'ava'
import { makeServer } from '#hosting/listen.ts'

test('the server never cuts a slow push off nor closes an idle pipe first', t => {
  const server = makeServer(() => {})
  t.like(server, { timeout: 0, requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0, maxHeadersCount: 0 })
})
