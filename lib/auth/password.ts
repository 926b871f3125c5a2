import { createHash, timingSafeEqual } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { Problem } from '#std/problem.ts'
import type { Answer, Question } from './password-worker.ts'

/** As Kallithea writes it: bcrypt of ten rounds, `$2b$10$…`. */
export async function hashPassword(password: string): Promise<string> {
  const hash = await ask({ do: 'hash', password })
  if (typeof hash !== 'string') throw new TypeError('a hash is text')
  return hash
}

/**
 * Whether this is the password behind a stored hash: bcrypt (`$2a$`, `$2b$`, `$2y$`) or the SHA-256 of old Windows
 * installations.
 */
export async function checkPassword(password: string, hash: string): Promise<boolean> {
  if (password.includes('\0')) return false // bcrypt would read no further
  if (/^[0-9a-f]{64}$/i.test(hash)) return isSha256(password, hash)
  if (!/^\$2[aby]\$(?:0[4-9]|1[0-6])\$[./A-Za-z0-9]{53}$/.test(hash)) return false // more rounds would take hours
  return (await ask({ do: 'check', password, hash })) === true
}

/** Takes as long as a real check, so that the time of an answer does not tell which accounts there are. */
export async function pretendToCheck(password: string): Promise<void> {
  await ask({ do: 'check', password, hash: '$2b$10$PcvW3uf7j6bBrMmFC33AdODhEmNddW6FufVKIW9mxGXDGUixLaQNm' })
}

function isSha256(password: string, hash: string): boolean {
  return timingSafeEqual(createHash('sha256').update(password).digest(), Buffer.from(hash, 'hex'))
}

const mostWaiting = 200
const waiting = new Map<number, { resolve(result: string | boolean): void; reject(error: Error): void }>()
let worker: Worker | null = null
let asked = 0

/** bcrypt is slow on purpose: it runs in a thread of its own, which keeps the process alive only while it works. */
function ask(question: Question): Promise<string | boolean> {
  if (waiting.size >= mostWaiting) throw new Problem('unavailable', 'too many passwords are waiting to be checked')
  const id = ++asked
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    worker ??= openWorker()
    worker.ref()
    worker.postMessage({ id, question }, [])
  })
}

function openWorker(): Worker {
  const opened = new Worker(new URL('./password-worker.ts', import.meta.url), { name: 'passwords', execArgv: [] })
  opened.on('message', ({ id, result }: Answer) => {
    waiting.get(id)?.resolve(result)
    waiting.delete(id)
    if (waiting.size === 0) opened.unref()
  })
  opened.on('error', error => lose(opened, error))
  opened.on('exit', code => lose(opened, new Error(`the thread for passwords ended with ${code}`)))
  return opened
}

function lose(lost: Worker, error: unknown): void {
  if (worker !== lost) return
  worker = null
  for (const { reject } of waiting.values()) reject(new Problem('unavailable', 'no password can be checked', {}, error))
  waiting.clear()
}
