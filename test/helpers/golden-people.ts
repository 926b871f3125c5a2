import type { ExecutionContext } from 'ava'
import type { Site } from '#domain/site.ts'
import { goldenReport } from './golden.ts'
import { type Answer, type Client, type Served, serve } from './web.ts'

/** Everybody of the firm, and a stranger (''), each in a browser of his own. */
export interface GoldenPeople {
  /** What a browser needs to be somebody; null for somebody who cannot sign in. */
  enter(person: string): Promise<{ readonly origin: string; readonly visitor: Client['visitor'] } | null>
  /** Null for somebody who cannot sign in. */
  ask(person: string, address: string, headers?: Readonly<Record<string, string>>): Promise<Answer | null>
}

export async function goldenPeople(t: ExecutionContext, site: Site): Promise<GoldenPeople> {
  const served = await serve(t, site)
  const { passwords } = await goldenReport()
  const clients = new Map<string, Client | null>()
  const clientOf = async (person: string) => {
    if (!clients.has(person)) clients.set(person, await enter(served, person, passwords[person] ?? ''))
    return clients.get(person) ?? null
  }
  return {
    async enter(person) {
      const client = await clientOf(person)
      return client && { origin: served.origin, visitor: client.visitor }
    },
    async ask(person, address, headers = {}) {
      return (await (await clientOf(person))?.ask(encoded(address), { headers })) ?? null
    },
  }
}

async function enter(served: Served, username: string, password: string): Promise<Client | null> {
  const client = served.client()
  if (username === '') return client
  const { status } = await client.signIn(username, password)
  return status === 302 ? client : null
}

function encoded(address: string): string {
  return address.replace(/[^A-Za-z0-9/?&=%#@:+,!~'()*;._-]/gu, encodeURIComponent)
}
