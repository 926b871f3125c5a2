import { command } from '../command.ts'
import type { Runner, Session } from '../run.ts'
import { Damage } from './store/damage.ts'
import type { GitObject, ObjectType } from './store/pack.ts'

/** One long-lived `git cat-file --batch` for a repository with objects that our own reader refuses. */
export interface CatFile {
  read(id: string): Promise<GitObject>
  close(): void
}

const idleTime = 20_000

export function openCatFile(runner: Runner, folder: string): CatFile {
  let session: Session | null = null
  let last: Promise<unknown> = Promise.resolve()
  // A git that lives on keeps the packs open, which Windows does not let a repack remove.
  let idle: NodeJS.Timeout | undefined

  function open(): Session {
    const opened = runner.open({
      tool: 'git',
      command: command().value('--git-dir=', folder).with('cat-file', '--batch'),
      environment: { GIT_NO_LAZY_FETCH: '1' },
    })
    opened.stdin.on('finish', () => {
      if (session === opened) session = null
    })
    void opened.ended.then(() => {
      if (session === opened) session = null
    })
    session = opened
    return opened
  }

  async function read(id: string): Promise<GitObject> {
    if (!/^[0-9a-f]{40,64}$/.test(id)) throw new Damage('an object is missing', id)
    const talking = session ?? open()
    const release = talking.hold()
    try {
      talking.stdin.write(`${id}\n`)
      return await readAnswer(talking, id)
    } finally {
      release()
      clearTimeout(idle)
      idle = setTimeout(() => talking.stdin.end(), idleTime).unref()
    }
  }

  return {
    read(id) {
      const next = last.then(() => read(id))
      last = next.catch(() => {})
      return next
    },
    close: () => session?.stdin.end(),
  }
}

/** `id type size LF data LF`, or `id missing LF`. */
async function readAnswer({ stdout }: Session, id: string): Promise<GitObject> {
  let bytes: Buffer = Buffer.alloc(0)
  const more = async (): Promise<void> => {
    const chunk = (await readSome(stdout)) as Buffer | null // a byte stream gives buffers
    if (!chunk) throw new Damage('the object reader of git ended', id)
    bytes = bytes.length ? Buffer.concat([bytes, chunk]) : chunk
  }
  while (!bytes.includes(10)) await more()
  const newline = bytes.indexOf(10)
  const [, type, size] = / (commit|tree|blob|tag) (\d+)$/.exec(bytes.toString('latin1', 0, newline)) ?? []
  if (!type) throw new Damage('an object is missing', id)
  const end = newline + 1 + Number(size)
  const parts = [bytes.subarray(newline + 1)]
  let have = bytes.length
  while (have < end + 1) {
    bytes = Buffer.alloc(0)
    await more()
    parts.push(bytes)
    have += bytes.length
  }
  const data = Buffer.concat(parts).subarray(0, Number(size))
  return { type: type as ObjectType, data } // the pattern has no other words
}

async function readSome(stdout: Session['stdout']): Promise<unknown> {
  for (;;) {
    const chunk: unknown = stdout.read()
    if (chunk !== null) return chunk
    if (stdout.readableEnded || stdout.destroyed) return null
    await new Promise<void>(resolve => {
      const done = (): void => {
        stdout.off('readable', done).off('end', done).off('close', done).off('error', done)
        resolve()
      }
      stdout.on('readable', done).on('end', done).on('close', done).on('error', done)
    })
  }
}
