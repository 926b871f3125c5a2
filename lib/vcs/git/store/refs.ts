import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { decodePath } from '../../path.ts'

// packed-refs: `id name` lines, `^id` after an annotated tag: what it stands for; `#` comments. Over it one file a
// ref below
// refs/, `id` or `ref: name`. HEAD is such a file too.

export interface RefAt {
  readonly id: string
  /** What an annotated tag stands for, where packed-refs says it. */
  readonly peeled: string | null
}

/** All refs at one moment; equal stamps, equal refs. */
export interface RefsAt {
  readonly stamp: string
  /** By full name, sorted as git does. */
  readonly refs: ReadonlyMap<string, RefAt>
  /** The branch HEAD names, be it there or not; null when HEAD is a commit itself. */
  readonly headName: string | null
  readonly headId: string | null
  /** Somebody holds one of them, and may have moved others with it. */
  readonly isBusy: boolean
}

/** `before` saves reading when nothing changed. */
export function readRefs(folder: string, before: RefsAt | null): RefsAt {
  let look = lookAt(folder)
  if (look.stamp === before?.stamp) return before.isBusy && !look.isBusy ? { ...before, isBusy: false } : before
  // Again when something moved meanwhile: a ref that is being packed is in neither place of the first look.
  for (let attempt = 0; ; attempt++) {
    const { stamp, loose } = look
    const read = readAll(folder, loose)
    look = lookAt(folder)
    if (attempt > 3 || look.stamp === stamp) return { stamp, isBusy: look.isBusy, ...read }
  }
}

interface Look {
  readonly loose: readonly LooseRef[]
  readonly stamp: string
  readonly isBusy: boolean
}

function lookAt(folder: string): Look {
  const { loose, isBusy } = looseRefs(folder)
  const files = [`${folder}/HEAD`, `${folder}/packed-refs`].map(fileStamp)
  return { loose, isBusy, stamp: [...files, ...loose.map(file => file.stamp)].join(' ') }
}

interface LooseRef {
  readonly file: Buffer
  readonly name: string
  readonly stamp: string
}

function looseRefs(folder: string): Omit<Look, 'stamp'> {
  const loose: LooseRef[] = []
  let isBusy = false
  const walk = (inside: Buffer): void => {
    for (const entry of listFolder(Buffer.concat([Buffer.from(`${folder}/`), inside]))) {
      const below = Buffer.concat([inside, Buffer.from('/'), entry.name])
      if (entry.isDirectory()) walk(below)
      else if (entry.name.subarray(-5).equals(lockSuffix)) isBusy = true
      else {
        const file = Buffer.concat([Buffer.from(`${folder}/`), below])
        loose.push({ file, name: decodePath(below), stamp: `${below.toString('latin1')}=${fileStamp(file)}` })
      }
    }
  }
  walk(Buffer.from('refs'))
  return { loose, isBusy }
}

const lockSuffix = Buffer.from('.lock')

function listFolder(folder: Buffer): Dirent<Buffer>[] {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })
  } catch {
    return []
  }
}

function readAll(folder: string, loose: readonly LooseRef[]): Omit<RefsAt, 'stamp' | 'isBusy'> {
  const all = parsePacked(readText(`${folder}/packed-refs`) ?? Buffer.alloc(0))
  const symbolic = new Map<string, string>()
  for (const { file, name } of loose) {
    const text = readText(file)?.toString('utf8').trim() ?? ''
    if (text.startsWith('ref: ')) symbolic.set(name, text.slice(5).trim())
    else if (isId(text)) all.set(name, { id: text, peeled: null })
  }
  for (const [name, target] of symbolic) {
    const at = all.get(symbolic.get(target) ?? target)
    if (at) all.set(name, at)
    else all.delete(name)
  }
  const head = readText(`${folder}/HEAD`)?.toString('utf8').trim() ?? ''
  const headName = head.startsWith('ref: ') ? head.slice(5).trim() : null
  const refs = new Map([...all].toSorted(([one], [two]) => Buffer.compare(Buffer.from(one), Buffer.from(two))))
  return { refs, headName, headId: headName ? (refs.get(headName)?.id ?? null) : isId(head) ? head : null }
}

export function parsePacked(bytes: Buffer): Map<string, RefAt> {
  const refs = new Map<string, RefAt>()
  let last = ''
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start)
    const end = newline < 0 ? bytes.length : newline
    const space = bytes.indexOf(32, start)
    const first = bytes[start]
    const known = refs.get(last)
    if (first === 0x5e && known)
      refs.set(last, { id: known.id, peeled: bytes.toString('latin1', start + 1, end).trim() })
    else if (first !== 0x23 && space > start && space < end) {
      last = decodePath(bytes.subarray(space + 1, end)).trimEnd()
      refs.set(last, { id: bytes.toString('latin1', start, space), peeled: null })
    }
    start = end + 1
  }
  return refs
}

function isId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}

function readText(file: string | Buffer): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

/** Git writes a file anew and renames it, so its number changes even when its time does not. */
function fileStamp(file: string | Buffer): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.ino}-${found.mtimeNs}-${found.size}` : '-'
}
