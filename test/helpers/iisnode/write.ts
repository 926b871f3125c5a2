import type { Socket } from 'node:net'

/** Writes and waits until the other side took it; false when the connection broke. */
export async function write(socket: Socket, bytes: Buffer | string): Promise<boolean> {
  if (socket.destroyed || !socket.writable) return false
  return new Promise(resolve => {
    const closed = () => resolve(false)
    socket.once('close', closed)
    socket.write(bytes, 'latin1', error => {
      socket.off('close', closed)
      resolve(!error)
    })
  })
}
