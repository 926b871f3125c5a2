import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { type AddressTrial, addressTrials, echoPath } from '#domain/address-trials.ts'
import { type AddressVerdict, judgeAddresses, type SeenAnswer } from '#domain/address-verdicts.ts'
import { Problem } from '#std/problem.ts'

const patience = 30_000
const mostBytes = 65_536

/** Asks for every nasty address below this one, exactly as it is written, and judges what comes back. */
export async function tryAddresses(address: string): Promise<readonly AddressVerdict[]> {
  const site = readAddress(address)
  const base = site.pathname.replace(/\/+$/, '')
  const seen: SeenAnswer[] = []
  for (const trial of addressTrials) seen.push(await ask(site, base, trial))
  if (seen.every(({ status }) => status === 0)) {
    const facts = { address, why: seen[0]?.text }
    throw new Problem('unavailable', 'nobody answers at this address', facts)
  }
  return judgeAddresses(seen, base)
}

function readAddress(address: string): URL {
  const site = URL.canParse(address) ? new URL(address) : null
  if (site && /^https?:$/.test(site.protocol)) return site
  throw new Problem('invalid', 'the address of a site is like https://code.example.com/kallithea', { address })
}

/** A URL would be put in order by `fetch`; this one goes out as it is. */
async function ask(site: URL, base: string, { name, path, method, headers }: AddressTrial): Promise<SeenAnswer> {
  const { promise, resolve } = Promise.withResolvers<SeenAnswer>()
  const request = site.protocol === 'https:' ? requestTls : requestPlain
  const { hostname, port } = site
  const host = hostname.replace(/^\[|\]$/g, '')
  const asked = { hostname: host, port, path: base + echoPath + path, method, headers, timeout: patience }
  const outgoing = request(asked, response => {
    const pieces: Buffer[] = []
    let length = 0
    const end = () => {
      resolve({ name, status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString() })
      response.destroy()
    }
    response.on('data', (piece: Buffer) => {
      pieces.push(piece)
      length += piece.length
      if (length > mostBytes) end()
    })
    response.on('end', end)
    response.on('error', end)
  })
  outgoing.on('timeout', () => outgoing.destroy(new Error('no answer within 30 seconds')))
  outgoing.on('error', error => resolve({ name, status: 0, text: error.message }))
  outgoing.end()
  return promise
}
