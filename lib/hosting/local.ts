import { hostname } from 'node:os'
import { BlockList } from 'node:net'
import type { HeaderLine } from './headers.ts'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/**
 * Whether somebody sits at this machine: the address that the host vouches for is its own. Headers can only speak
 * against it: a proxy on this machine asks for others, and a page of elsewhere can ask by a name that leads here.
 */
export function isLocal(address: string, lines: readonly HeaderLine[], canonicalUrl: string | null): boolean {
  if (!loopback.check(address, address.includes(':') ? 'ipv6' : 'ipv4')) return false
  if (lines.some(([name]) => /^(x-forwarded-|x-real-ip|x-arr-|x-original-host|forwarded|via)/i.test(name))) return false
  const hosts = lines.filter(([name]) => name.toLowerCase() === 'host').map(([, value]) => value)
  return hosts.length === 1 && isOwnName(hosts[0] ?? '', canonicalUrl)
}

function isOwnName(host: string, canonicalUrl: string | null): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  if (/^(localhost|127(\.\d+){3}|\[::1\])$/.test(name)) return true
  if (canonicalUrl !== null && URL.canParse(canonicalUrl) && new URL(canonicalUrl).hostname === name) return true
  const own = hostname().toLowerCase().split('.')[0] ?? ''
  return own !== '' && (name === own || name.startsWith(`${own}.`))
}
