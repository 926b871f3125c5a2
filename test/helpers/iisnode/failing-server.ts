import { main } from '#cli/cli.ts'

/* The server itself, with bugs to order: one signal throws, the other leaves a rejection alone. */

process.on('SIGUSR2', () => {
  throw new Error('a bug, password=geheim')
})
process.on('SIGHUP', () => void Promise.reject(new Error('a bug that nobody waits for')))
void main([])
