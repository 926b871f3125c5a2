import type { Socket } from 'node:net'

/** What one gets the other is sent, until both have ended. */
export function join(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one)
  for (const [here, there] of [
    [one, other],
    [other, one],
  ] as const)
    here.on('error', () => there.destroy()).on('close', () => there.destroySoon())
}
