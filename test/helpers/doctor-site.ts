import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import type { ExecutionContext } from 'ava'
import { examineSite, type Finding, type Surroundings } from '#domain/doctor.ts'
import { type MadeSite, makeSite, type SiteOptions } from './site.ts'

/** A site with which nothing is wrong, and what it is examined in. */
export interface SoundSite extends MadeSite {
  examine(around?: Partial<Surroundings>): Promise<readonly Finding[]>
}

const secret = 'q7Zk2m9XwR4tB8nL'

export async function makeSoundSite(t: ExecutionContext, options: SiteOptions = {}): Promise<SoundSite> {
  const own = { 'session.secret': secret, app_instance_uuid: `${secret}v`, 'session.key': randomUUID() }
  const made = await makeSite(t, { ...options, ini: { ...own, ...options.ini } })
  await chmod(made.ini, 0o600)
  return {
    ...made,
    examine: (around = {}) => examineSite(made.ini, { ...healthy, ...around }),
  }
}

const healthy: Surroundings = {
  environment: {},
  platform: 'linux',
  registry: madeRegistry({}),
  now: () => new Date(),
}

/** Keys of the registry, each with its values. */
export function madeRegistry(
  keys: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Surroundings['registry'] {
  return { values: async key => new Map(Object.entries(keys[key] ?? {})) }
}

/** A server that says this to whoever comes, at once or when spoken to, until the test ends. */
export async function sayingServer(t: ExecutionContext, text: string, when: 'at once' | 'asked'): Promise<number> {
  const server = createServer(socket => {
    socket.on('error', () => socket.destroy())
    if (when === 'at once') socket.write(text)
    else socket.once('data', () => socket.write(text))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo // a TCP server has one
  return port
}
