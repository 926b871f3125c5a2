import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Handover } from './handover.ts'

/** What the host itself says of one request. Nothing in it can be written by a client. */
export interface Caller {
  /**
   * `CORP\alice` as IIS or the trusted proxy names who signed on; null is nobody (machine accounts and `ANONYMOUS
   * LOGON` too).
   */
  readonly user: string | null
  /** Whether it came through the site for git and hg, where Windows signs nobody on. */
  readonly forClients: boolean
  /** `Negotiate`, `NTLM`, `Kerberos`, `Basic`, or null. */
  readonly authType: string | null
  /** The client's address; `0.0.0.0` where the host does not tell it. */
  readonly address: string
  readonly https: boolean
  /** Where the application is mounted: '' at the root of a site, else `/kallithea` in the spelling of IIS. */
  readonly base: string
  /** Path and query as the client sent them, all encoding kept, base included. */
  readonly url: string
  /** False when the host told nothing, as for a warm-up request: the host lets only `/-/health` through. */
  readonly trusted: boolean
  /**
   * The WSGI environment the container plugin's settings name: REMOTE_USER, REMOTE_ADDR, AUTH_TYPE …; HTTP_… only
   * from a trusted proxy.
   */
  readonly environment: ReadonlyMap<string, string>
  /** Whether somebody sits at this machine; no header of a client can say so. */
  readonly isLocal: boolean
  /** What the request looked like when it came, for who has to find out why it was taken so. Made when asked for. */
  handover(): Handover
}

/** `request.url` is `caller.url` without the base; headers that pretend to come from a host are gone. */
export type Handler = (request: IncomingMessage, response: ServerResponse, caller: Caller) => void

export interface Listening {
  /** For people: `http://127.0.0.1:5000/` or the pipe. */
  readonly address: string
  /** Takes no new request, lets the running ones end for some seconds, then closes. */
  close(): Promise<void>
}

export interface Host {
  readonly kind: 'iisnode' | 'http'
  /** Sentences for whoever starts the server: what of the environment or the settings was not followed. */
  readonly notes: readonly string[]
  listen(handler: Handler): Promise<Listening>
}

/** What a host reads of the settings; a Config passes for it. */
export interface HostSettings {
  readonly host: string
  readonly port: number
  /** The one address whose `X-Forwarded-*` is believed. */
  readonly trustedProxy: string | null
  /** '' or `/scm`, where the proxy mounts the application. */
  readonly prefix: string
  readonly remoteAddrVariable: string
  readonly urlSchemeVariable: string | null
  readonly forceHttps: boolean
  /** By which address people come, where it is said. */
  readonly canonicalUrl: string | null
  /** The number in IIS of the site for git and hg. */
  readonly clientSite: number | null
}
