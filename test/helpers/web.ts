import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ExecutionContext } from 'ava'
import { createApp } from '#app.ts'
import type { Site } from '#domain/site.ts'
import type { Caller } from '#hosting/hosting.ts'
import { madeHandover } from './handover.ts'

/** What the made-up host says of a request; at this machine sits nobody unless told. */
export type Said = Partial<
  Pick<Caller, 'user' | 'authType' | 'forClients' | 'address' | 'https' | 'base' | 'trusted' | 'isLocal'>
> & {
  /** What Windows signed on with. */
  readonly authorization?: string
}

export interface Served {
  readonly origin: string
  /** A browser of its own, for whom the host says this. */
  client(said?: Said): Client
}

/** The whole application on a port of its own, below a host that says what the test wants it to say. */
export async function serve(t: Pick<ExecutionContext, 'teardown'>, site: Site): Promise<Served> {
  const app = createApp(site)
  const said = new Map<string, Said>()
  // on a slow machine the next request comes late, and must not find its connection being closed
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    const { id = '', ...headers } = takeOwn(request.headers)
    const caller = callerOf(said.get(id) ?? {}, request.url ?? '/')
    Object.assign(request, { headers, url: caller.url.slice(caller.base.length) || '/' })
    app(request, response, caller)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  t.teardown(() => server.closeAllConnections())
  const { port } = server.address() as AddressInfo // a TCP server has one
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    client(about = {}) {
      const id = String(said.size)
      said.set(id, about)
      return new Client(origin, { [idHeader]: id })
    },
  }
}

const idHeader = 'x-test-client'

/** `fetch` lets nobody set Host, so another header stands for it. */
function takeOwn({ [idHeader]: id, 'x-test-host': host, ...headers }: NodeJS.Dict<string | string[]>) {
  return { ...headers, ...(host !== undefined && { host }), id: String(id ?? '') }
}

function callerOf(said: Said, url: string): Caller {
  const { user = null, authType = user ? 'Negotiate' : null, address = '127.0.0.1', https = false, base = '' } = said
  const environment = new Map([['REMOTE_ADDR', address], ...(user ? [['REMOTE_USER', user] as const] : [])])
  const { trusted = true, isLocal = false, forClients = false, authorization } = said
  const handover = madeHandover(user, authorization === undefined ? {} : { Authorization: authorization })
  return { user, authType, forClients, address, https, base, url, trusted, environment, isLocal, handover }
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly bytes: Buffer
  /** Path and query of where it leads. */
  readonly location: string | null
}

/** Who is signed on, as the menu of a page says it: an account, or the host's name for one. */
export function accountIn({ text }: Pick<Answer, 'text'>): string | null {
  return /<\/strong><br><span class="muted small">([^< ]*)/.exec(text)?.[1] ?? null
}

const tokenName = '_session_csrf_secret_token'

/** Keeps cookies and follows no redirect. */
export class Client {
  readonly #origin: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #jar = new Map<string, string>()

  constructor(origin: string, headers: Readonly<Record<string, string>>) {
    this.#origin = origin
    this.#headers = headers
  }

  /** As a browser would send it. */
  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** What the browser helper needs to be this client. */
  get visitor() {
    return { cookie: this.cookie, headers: this.#headers }
  }

  async ask(
    path: string,
    init: RequestInit & { readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> {
    const headers = { ...this.#headers, ...(this.cookie && { cookie: this.cookie }), ...init.headers }
    const response = await fetch(this.#origin + path, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const bytes = Buffer.from(await response.arrayBuffer())
    const text = new TextDecoder().decode(bytes)
    return {
      status: response.status,
      headers: response.headers,
      text,
      bytes,
      location: response.headers.get('location'),
    }
  }

  /** Sends a form with the session's token, as a page of this site would; no further than the site answers. */
  async send(path: string, fields: Readonly<Record<string, string>>, base = ''): Promise<Answer> {
    const token = await this.ask(`${base}/_admin/session_csrf_secret_token`)
    if (token.status >= 500) return token
    return this.ask(path, { method: 'POST', body: new URLSearchParams({ ...fields, [tokenName]: token.text }) })
  }

  async signIn(username: string, password: string, base = ''): Promise<Answer> {
    return this.send(`${base}/_admin/login`, { username, password }, base)
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';')
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    if (/expires=Thu, 01 Jan 1970/i.test(line)) this.#jar.delete(name)
    else this.#jar.set(name, value)
  }
}
