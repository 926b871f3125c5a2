import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Caller, detectHost } from '#hosting/hosting.ts'
import { type Behaviour, megabyte } from './behaviour.ts'
import { plainSettings } from './plain-settings.ts'

/*
 * A program in the place of server.ts that shows what the host hands over, and misbehaves where its address says so.
 */

/** What reached the application. */
export interface Echo {
  readonly url: string
  readonly caller: Omit<Caller, 'environment'> & { readonly environment: Readonly<Record<string, string>> }
  readonly headers: Readonly<Record<string, string>>
  readonly rawHeaders: readonly string[]
  readonly headersDistinct: Readonly<Record<string, readonly string[]>>
  readonly body: number
  readonly httpVersion: string
  readonly pid: number
  readonly folder: string
  /** Which of its connections it came on, where the program counts them. */
  readonly pipe?: number
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const behaviours: Readonly<Record<string, Behaviour>> = {
  '/refuse-at-once': (_, response) => response.writeHead(401, { 'Content-Length': 4 }).end('who?'),
  '/refuse-without-length': (_, response) => response.writeHead(401).end('who?'),
  '/refuse-after-first-piece': async (request, response) => {
    request.once('data', () => {
      request.pause()
      response.writeHead(413, { 'Content-Length': 3, Connection: 'close' }).end('big')
    })
  },
  '/leave-the-loop': async (request, response) => {
    for await (const piece of request) if (piece.length > 0) break
    response.end('enough')
  },
  '/answer-much-unread': async (_, response) => {
    for (let count = 0; count < 8; count++) {
      if (!response.write(megabyte)) await new Promise(resolve => response.once('drain', resolve))
    }
    response.end()
  },
  '/pipe-back': (request, response) => void request.pipe(response),
  '/hints': (_, response) => response.writeEarlyHints({ link: '</style.css>; rel=preload' }),
  '/processing': (_, response) => void response.writeHead(102).end(),
  '/too-short': (_, response) => void response.writeHead(200, { 'Content-Length': 3 }).end('longer'),
  '/five-gigabytes': (_, response) => {
    response.setHeader('Content-Length', 5 * 2 ** 30)
    response.end('not so much')
  },
  '/slow': async (_, response) => {
    await sleep(1000)
    response.end('late')
  },
  '/exit': () => process.exit(3),
}

detectHost(process.env, plainSettings)
  .listen((request, response, caller) => {
    answer(request, response, caller).catch(error => {
      response.statusCode = 500
      response.end(String(error))
    })
  })
  .catch(error => console.error(error))

async function answer(request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<void> {
  const behave = behaviours[request.url ?? '']
  if (behave !== undefined) return void (await behave(request, response))
  let body = 0
  for await (const piece of request) body += piece.length
  const { url, headers, rawHeaders, headersDistinct, httpVersion } = request
  const seen = {
    url,
    headers,
    rawHeaders,
    headersDistinct,
    body,
    httpVersion,
    folder: process.cwd(),
    pid: process.pid,
    argv: process.argv,
    env: process.env,
  }
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify({ ...seen, caller: { ...caller, environment: Object.fromEntries(caller.environment) } }))
}
