import test from 'ava'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

test('everybody may read what this is, also where strangers see nothing else', async t => {
  const { site } = await makeSite(t, { anonymous: false })
  const { status, text } = await (await serve(t, site)).client().ask('/about')
  t.is(status, 200)
  t.regex(text, /<h2 id="copyright">/)
  t.regex(text, /<footer class="foot"><span><a href="\/about">/)
})
