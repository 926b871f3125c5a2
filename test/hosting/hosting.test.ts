import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { detectHost } from '#hosting/hosting.ts'
import { plainSettings } from '../helpers/iisnode/plain-settings.ts'

test('a pipe or an absolute path in PORT is iisnode', async t => {
  t.is(detectHost({ PORT: '\\\\.\\pipe\\0c1f' }, plainSettings).kind, 'iisnode')
  const folder = await mkdtemp(join(tmpdir(), 'pipe-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const host = detectHost({ PORT: join(folder, 'a.sock') }, plainSettings)
  t.is(host.kind, 'iisnode')
  const listening = await host.listen(() => {})
  t.is(listening.address, join(folder, 'a.sock'))
  await listening.close()
})

test('a bare number in PORT is passed over with a note', t => {
  const host = detectHost({ PORT: '8080' }, plainSettings)
  t.is(host.kind, 'http')
  t.regex(host.notes.join(), /PORT is "8080"/)
})

test('without PORT the ini decides, and there is nothing to note', t => {
  const host = detectHost({}, plainSettings)
  t.is(host.kind, 'http')
  t.deepEqual(host.notes, [])
})
