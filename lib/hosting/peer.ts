import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** The address at the other end of the connection, an IPv4 one always written as such. */
export function peerAddress(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '0.0.0.0').replace(/^::ffff:(?=\d+\.)/i, '')
}

/** Whether both are one address, however written. */
export function isSameAddress(left: string, right: string): boolean {
  const [leftKind, rightKind] = [isIP(left), isIP(right)]
  if (leftKind === 0 || leftKind !== rightKind) return false
  const kind = leftKind === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addAddress(right, kind)
  return list.check(left, kind)
}
