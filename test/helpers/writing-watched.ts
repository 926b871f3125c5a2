import type { Round } from './writing.ts'

/** What a page said when it was asked for between two moments. */
export interface Said {
  readonly path: string
  readonly text: string
  readonly asked: number
  readonly answered: number
}

/** A state of a round, as the repository may have been in at a time. */
interface Stay {
  readonly state: number
  readonly from: number
  until: number
}

/** Goes rounds and remembers when the repository can have been in which of their states; the first is 0. */
export async function goRounds(round: Round, times: number): Promise<readonly Stay[]> {
  const stays: Stay[] = [{ state: 0, from: 0, until: Number.POSITIVE_INFINITY }]
  for (let time = 0; time < times; time++) {
    let state = 0
    for (const [index, step] of round.entries()) {
      const from = performance.now()
      await step.run()
      const until = performance.now()
      const last = stays.at(-1)
      if (last) last.until = until
      for (const _ of step.slowly?.slice(1) ?? []) stays.push({ state: ++state, from, until })
      state = index === round.length - 1 ? 0 : state + 1
      stays.push({ state, from, until: Number.POSITIVE_INFINITY })
    }
  }
  return stays
}

/** Goes a round slowly and asks in each state what is to be asked there. */
export async function goSlowly(round: Round, look: (state: number) => Promise<void>): Promise<void> {
  let state = 0
  await look(state)
  for (const { run, slowly = [run] } of round) {
    for (const part of slowly) {
      await part()
      await look(++state)
    }
  }
}

/** What was said that is said in none of the states in which the repository can have been. */
export async function findMixed(
  said: readonly Said[],
  { round, stays, ask }: { readonly round: Round; readonly stays: readonly Stay[]; ask(path: string): Promise<string> },
): Promise<readonly string[]> {
  const open = new Map(
    said.map(each => {
      const { asked, answered } = each
      const possible = stays.filter(({ from, until }) => from <= answered && until >= asked)
      return [each, new Set(possible.map(({ state }) => state))] as const
    }),
  )
  const nearest = new Map<Said, string>()
  const last = round.reduce((sum, { slowly }) => sum + (slowly?.length ?? 1), 0)
  await goSlowly(round, async state => {
    const here = [...open].filter(([, possible]) => possible.has(state % last))
    for (const address of new Set(here.map(([{ path }]) => path))) {
      const text = await ask(address)
      for (const [each] of here) {
        if (each.path !== address) continue
        if (each.text === text) open.delete(each)
        else nearest.set(each, differenceOf(each.text, text))
      }
    }
  })
  return [...open].map(([each, possible]) => `${each.path} is none of ${[...possible]}: ${nearest.get(each)}`)
}

function differenceOf(one: string, other: string): string {
  const rest = other.split('\n')
  const odd = one.split('\n').filter(line => !rest.includes(line))
  return odd.slice(0, 3).join(' ').slice(0, 400)
}
