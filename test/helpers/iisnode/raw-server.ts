import { createServer, type Socket } from 'node:net'

/*
 * A program in the place of server.ts that speaks HTTP by hand: it shows the bytes it was sent, and answers in bytes
 * that Node's own server would not send.
 */

const ok = 'HTTP/1.1 200 OK'

const answers: Readonly<Record<string, string>> = {
  '/sub-status': 'HTTP/1.1 500.42 Very Broken\r\nContent-Length: 2\r\n\r\nno',
  '/no-status': 'HTP/1.1 OK\r\n\r\n',
  '/long-head': `${ok}\r\nX-Long: ${'x'.repeat(200_000)}\r\nContent-Length: 2\r\n\r\nok`,
  '/keep-alive': `${ok}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nContent-Length: 2\r\n\r\nok`,
  '/beyond-32-bits': `${ok}\r\nContent-Length: ${2 ** 32 + 3}\r\n\r\nabcdef`,
  '/empty-with-body': 'HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok',
  '/two-lines': `${ok}\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\nok`,
}

createServer(serve).listen(process.env.PORT)

function serve(socket: Socket): void {
  let held = ''
  socket.on('error', () => socket.destroy())
  socket.on('data', piece => {
    held += piece.toString('latin1')
    const length = lengthOf(held)
    if (length === null) return
    const request = held.slice(0, length)
    held = held.slice(length)
    answer(socket, request)
  })
}

/** Of the first request in it; null as long as that is not whole. */
function lengthOf(bytes: string): number | null {
  const head = bytes.indexOf('\r\n\r\n') + 4
  if (head < 4) return null
  if (/^transfer-encoding:/im.test(bytes.slice(0, head))) {
    const end = bytes.indexOf('\r\n0\r\n\r\n', head)
    return end < 0 ? null : end + 7
  }
  const length = head + Number(/^content-length: (\d+)/im.exec(bytes.slice(0, head))?.[1] ?? 0)
  return bytes.length < length ? null : length
}

function answer(socket: Socket, request: string): void {
  const target = request.split(' ')[1] ?? ''
  if (target === '/nothing') return void socket.destroy()
  const close = `${ok}\r\nConnection: close\r\n\r\nuntil the end`
  if (target === '/close') return void socket.end(close)
  const shown = JSON.stringify({ request })
  socket.write(answers[target] ?? `${ok}\r\nContent-Length: ${shown.length}\r\n\r\n${shown}`, 'latin1')
}
