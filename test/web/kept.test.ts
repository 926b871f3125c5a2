import test from 'ava'
import { kept } from '../../lib/web/kept.ts'
import { makeSite } from '../helpers/site.ts'

test('what was rendered for a key is not rendered again, until others need its room', async t => {
  const { site } = await makeSite(t)
  let rendered = 0
  const ask = (key: string) =>
    kept(
      site,
      key,
      () => ({ number: ++rendered }),
      () => 7_900_000,
    )
  const numbers: number[] = []
  for (const key of ['a', 'a', 'b', 'c', 'd', 'a', 'e', 'b']) numbers.push((await ask(key)).number)
  t.deepEqual(numbers, [1, 1, 2, 3, 4, 1, 5, 6])
})

test('what is asked for while it is rendered is rendered once, and a failure is not kept', async t => {
  const { site } = await makeSite(t)
  let rendered = 0
  const ask = (fails: boolean) =>
    kept(
      site,
      'key',
      async () => {
        rendered++
        if (fails) throw new Error('it failed')
        return { ready: true }
      },
      () => 1,
    )
  const failed = await Promise.allSettled([ask(true), ask(true)])
  t.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  t.is(rendered, 1)
  await Promise.all([ask(false), ask(false)])
  t.is(rendered, 2)
})
