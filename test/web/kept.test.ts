import test from 'ava'
import { kept } from '../../lib/web/kept.ts'
import { makeSite } from '../helpers/site.ts'

test('what was rendered for a key is not rendered again, until others need its room', async t => {
  const { site } = await makeSite(t)
  let rendered = 0
  const ask = (key: string, size: number) =>
    kept(
      site,
      key,
      () => ({ number: ++rendered }),
      () => size,
    )
  t.is((await ask('one', 10_000_000)).number, 1)
  t.is((await ask('one', 10_000_000)).number, 1)
  t.is((await ask('two', 10_000_000)).number, 2)
  t.is((await ask('three', 20_000_000)).number, 3)
  t.is((await ask('one', 10_000_000)).number, 4)
})
