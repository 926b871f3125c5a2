import { ticket } from '../iisnode/client.ts'
import { accountIn, Client } from '../web.ts'
import type { Asking } from './asking.ts'
import { columnOf, type Deed, lostOrTwice } from './deed.ts'

/** Sessions as browsers hold them: who is signed on by each cookie, and those that were ended. */
export class Sessions {
  readonly #asking: Asking
  readonly #origin: string
  readonly #held: { readonly cookie: string; readonly who: string | null }[] = []
  #next = 0

  constructor(asking: Asking, origin: string) {
    this.#asking = asking
    this.#origin = origin
  }

  hold(cookie: string, who: string | null): void {
    this.#held.push({ cookie, who })
  }

  get count(): number {
    return this.#held.length
  }

  /** The next of them comes back, with nothing but the cookie. */
  async comeBack(): Promise<void> {
    const { cookie, who } = this.#held[this.#next++ % this.#held.length] ?? { cookie: '', who: null }
    const answer = await this.#asking.ask(() => new Client(this.#origin, { cookie }).ask('/'))
    if (answer === null) return
    const found = accountIn(answer)
    if (answer.status !== 200 || found !== who) {
      this.#asking.wrong.push(`the session of ${who ?? 'nobody'} is that of ${found ?? 'nobody'} (${answer.status})`)
    }
  }
}

/** People with a password sign on, and every third signs out again. */
export function passwordSignOns(
  asking: Asking,
  { origin, sessions, people }: { origin: string; sessions: Sessions; people: readonly string[] },
): Deed {
  let number = 0
  return {
    async again() {
      const who = people[++number % people.length] ?? ''
      const client = new Client(origin, {})
      if (!(await asking.send(`sign-on of ${who}`, () => client.signIn(who, `${who}-secret`)))) return
      const { cookie } = client
      if (number % 3 > 0) sessions.hold(cookie, who)
      else if (await asking.send('sign-out', () => client.send('/_admin/logout', {}))) sessions.hold(cookie, null)
    },
    faults: () => [],
  }
}

/** Somebody new whom Windows has signed on comes, with two requests at the same time. */
export function hostSignOns(asking: Asking, { origin, sessions }: { origin: string; sessions: Sessions }): Deed {
  const said = new Set<string>()
  let number = 0
  async function come(who: string): Promise<void> {
    const client = new Client(origin, { Authorization: ticket(`CORP\\${who}`) })
    const answer = await asking.ask(() => client.ask('/'))
    if (answer === null) return
    if (accountIn(answer) !== `CORP\\${who}`) {
      asking.wrong.push(`${who} is not signed on: ${answer.status}`)
      return
    }
    said.add(who)
    sessions.hold(client.cookie, who)
  }
  return {
    async again() {
      const who = `guest${++number}`
      await Promise.all([come(who), come(who)])
    },
    faults: db =>
      lostOrTwice(
        [...said],
        columnOf(
          db,
          "select username from users join ext_external_names using (user_id) where extern_type = 'container'",
        ),
      ),
  }
}
