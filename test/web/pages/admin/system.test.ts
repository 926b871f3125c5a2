import { rm } from 'node:fs/promises'
import test from 'ava'
import { makeSoundSite } from '../../../helpers/doctor-site.ts'
import { serve } from '../../../helpers/web.ts'

test('administrators see what the doctor finds, and what to do', async t => {
  const { site, root } = await makeSoundSite(t)
  const server = await serve(t, { ...site, environment: { IISNODE_flushResponse: '<b>' } })
  const admin = server.client()
  await admin.signIn('admin', 'admin-secret')
  const care = await admin.ask('/_admin/system')
  t.is(care.status, 200)
  t.regex(care.text, /0 wrong, 1 to look at/)
  t.regex(care.text, /environment: IISNODE_flushResponse is set to &lt;b&gt;: it wins over web\.config/)
  t.regex(care.text, /git: \d/)
  await rm(root, { recursive: true, force: true })
  const wrong = await admin.ask('/_admin/system')
  t.regex(wrong.text, /1 wrong, 1 to look at/)
  t.regex(wrong.text, /the folder is not there<\/strong><p><code>[^<]+repositories[^<]*<\/code><br>To do: make it/)
})
