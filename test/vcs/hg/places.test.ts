import test from 'ava'
import { placesOf } from '../../../lib/vcs/hg/store/places.ts'

test('a node is found by its head, also among many that begin alike', t => {
  for (const length of [0, 1, 2, 3, 5, 64, 1000]) {
    for (const heads of [(n: number) => n, () => -1, (n: number) => n % 3, (n: number) => (n * 2_654_435_761) | 0]) {
      const places = placesOf(length, heads)
      for (let revision = 0; revision < length; revision++)
        t.is(
          places.find(heads(revision), found => found === revision),
          revision,
        )
      t.is(
        places.find(heads(0), () => false),
        -1,
      )
    }
  }
})
