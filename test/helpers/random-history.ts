import { type CommitDescription, commit } from './repositories.ts'

/** Numbers that look random and are the same each time. */
export function dice(seed: number): (sides: number) => number {
  let state = seed
  return sides => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/** Merges of two and three, clocks that are wrong, equal dates, several roots, files that come and go and come back. */
export function randomHistory(seed: number, size: number): CommitDescription[] {
  const roll = dice(seed)
  const alive: Set<string>[] = []
  return Array.from({ length: size }, (_, index) => {
    const before = (): number => index - 1 - roll(Math.min(index, 6))
    const parents =
      index === 0 || roll(25) === 0 ? [] : [...new Set(Array.from({ length: roll(4) === 0 ? 2 + roll(2) : 1 }, before))]
    const present = new Set(alive[parents[0] ?? -1])
    alive.push(present)
    const files: Record<string, string | null> = {}
    for (let change = 0; change <= roll(3); change++) {
      const name = ['a', 'b', 'd/a', 'd/b', 'd/e/a', 'd/e/b', 'f/x', 'f/é'][roll(8)] ?? ''
      if (roll(4) === 0 && present.delete(name)) files[name] = null
      else {
        files[name] = `${roll(3)}\n`
        present.add(name)
      }
    }
    const date = 1_600_000_000 + index * 60 - (roll(6) === 0 ? roll(2000) : 0) - (index % 3) * 60
    const labels = roll(8) === 0 ? { bookmarks: [`b${index}`] } : roll(10) === 0 ? { tags: [`t${index}`] } : {}
    return commit(`commit ${index}`, files, { parents, date, ...labels })
  })
}
