import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Problem } from '#std/problem.ts'
import { type Names, parseNames } from './names.ts'
import { askedFolder } from './places.ts'

/*
 * Who wants to see namespaces leaves a file that holds them, and says by the time of its last write until when. Nobody
 * has to take it away: whoever looks is killed as often as whoever is looked at.
 */

const most = { files: 32, bytes: 8192, milliseconds: 120_000 }
const known = new Map<string, Names>()

/** Asks every process of an instance to trace these namespaces for so many milliseconds from now. */
export async function askFor(folder: string, names: Names, milliseconds: number): Promise<void> {
  const text = names.join(',')
  const name = `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.txt`
  const file = path.join(askedFolder(folder), name)
  const until = new Date(Date.now() + milliseconds)
  try {
    await utimes(file, until, until).catch(() => write(file, { text, until }))
  } catch (error) {
    const toDo = 'start this console with more rights'
    throw new Problem('unavailable', 'nobody can be asked for lines here', { folder, 'what to do': toDo }, error)
  }
}

/** Others may look at any moment, and another may ask for the same: then it is as good. */
async function write(file: string, { text, until }: { readonly text: string; readonly until: Date }): Promise<void> {
  const made = `${file}.${process.pid}`
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(made, text)
  await utimes(made, until, until)
  await rename(made, file).catch(() => utimes(file, until, until))
}

/** What is asked for now, by whom ever. Never fails: an unreadable file asks for nothing. */
export async function listAsked(folder: string, now: number = Date.now()): Promise<readonly Names[]> {
  const entries = await readdir(askedFolder(folder)).catch(() => [])
  const files = entries.filter(name => /^[0-9a-f]{16}\.txt$/.test(name)).slice(0, most.files)
  const asked = await Promise.all(files.map(name => readAsked(path.join(askedFolder(folder), name), now)))
  return asked.filter(names => names !== null)
}

async function readAsked(file: string, now: number): Promise<Names | null> {
  try {
    const { mtimeMs, size } = await stat(file)
    if (mtimeMs < now - most.milliseconds) {
      await rm(file, { force: true })
      known.delete(file)
    }
    // an end far ahead is no end: somebody set the clock
    if (mtimeMs <= now || mtimeMs > now + most.milliseconds || size > most.bytes) return null
    const names = known.get(file) ?? parseNames(await readFile(file, 'utf8')) // named by what it holds
    known.set(file, names)
    return names
  } catch {
    return null
  }
}
