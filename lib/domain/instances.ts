import { rmSync } from 'node:fs'
import { lstat, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import path from 'node:path'
import type { Config } from '#config/config.ts'
import { isProcessAlive } from '#std/process-alive.ts'
import { projectFolder } from '#std/product.ts'
import { tracer } from '#trace/trace.ts'

/*
 * Beside the ini, one file for each process that serves it: `kallithea-running/1234.json`
 *
 *     {"pid":1234,"started":"2026-01-31T12:00:00.000Z","ini":"C:\\inetpub\\data\\my.ini","sessionKey":"kallithea",
 *      "program":"C:\\inetpub\\kallithea"}
 *
 * IIS kills its processes, so a file may outlive its process: it counts while a process of this number lives and the
 * machine was not started after it.
 */

type Place = Pick<Config, 'file' | 'session'>

interface Note {
  readonly pid: number
  readonly started: string
  readonly ini: string
  readonly sessionKey: string
  /** The folder of the version; older ones do not tell it. */
  readonly program?: string
}

interface KeptNote extends Note {
  readonly file: string
}

const trace = tracer('domain:instances')
const folderName = 'kallithea-running'
const most = { folders: 200, notes: 50, bytes: 4096 }

/** Makes this process known to the instances beside it until it exits, and says which have its cookie. Never fails. */
export async function announceInstance(config: Place, say: (line: string) => void): Promise<void> {
  try {
    await leaveNote(config)
  } catch (error) {
    trace('instances beside this one will not know of it: %o', error)
  }
  for (const ini of await listTwins(config)) {
    const sentence =
      `${ini} runs with the same session.key, ${config.session.key}: under one host name each of the two instances ` +
      'signs the visitors of the other out. Set session.key in one of the inis to a name of its own.'
    trace('%s', sentence)
    say(sentence)
  }
}

/** The inis of other running instances with our `session.key`, in this folder and in those beside it. Never fails. */
export async function listTwins({ file, session }: Place): Promise<readonly string[]> {
  const ini = await realpath(file).catch(() => file)
  const notes = await Promise.all((await listFoldersBeside(path.dirname(ini))).map(listNotes))
  const twins = notes.flat().filter(note => note.sessionKey === session.key && note.ini !== ini && isAlive(note))
  return [...new Set(twins.map(twin => twin.ini))].toSorted()
}

/** The folders of the versions that serve this ini now. Never fails. */
export async function listPrograms({ file }: Pick<Config, 'file'>): Promise<readonly string[]> {
  const ini = await realpath(file).catch(() => file)
  const running = (await listNotes(path.dirname(ini))).filter(note => note.ini === ini && isAlive(note))
  return [...new Set(running.flatMap(({ program }) => program ?? []))].toSorted()
}

/** Written beside and renamed, since others may look at any moment. */
async function leaveNote({ file, session }: Place): Promise<void> {
  const ini = await realpath(file)
  const folder = path.dirname(ini)
  for (const note of await listNotes(folder)) if (!isAlive(note)) await rm(note.file, { force: true })
  const { pid } = process
  const name = path.join(folder, folderName, `${pid}.json`)
  const program = await realpath(projectFolder)
  const note: Note = { pid, started: new Date().toISOString(), ini, sessionKey: session.key, program }
  await mkdir(path.dirname(name), { recursive: true })
  await writeFile(`${name}.new`, JSON.stringify(note))
  await rename(`${name}.new`, name)
  process.once('exit', () => rmSync(name, { force: true }))
}

async function listFoldersBeside(folder: string): Promise<readonly string[]> {
  const parent = path.dirname(folder)
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter(entry => entry.isDirectory() || entry.isSymbolicLink()) // a junction is a link, too
  const beside = folders.slice(0, most.folders).map(({ name }) => path.join(parent, name))
  return [...new Set([folder, ...beside])]
}

async function listNotes(folder: string): Promise<readonly KeptNote[]> {
  const names = await readdir(path.join(folder, folderName)).catch(() => [])
  const files = names.filter(name => /^\d+\.json$/.test(name)).slice(0, most.notes)
  const notes = await Promise.all(files.map(name => readNote(path.join(folder, folderName, name)).catch(() => null)))
  return notes.filter(note => note !== null)
}

/** null for what no instance wrote: the folders beside ours belong to anybody. */
async function readNote(file: string): Promise<KeptNote | null> {
  const stat = await lstat(file)
  if (!stat.isFile() || stat.size > most.bytes) return null
  const note: unknown = JSON.parse(await readFile(file, 'utf8'))
  return isNote(note) ? { ...note, file } : null
}

function isNote(value: unknown): value is Note {
  if (typeof value !== 'object' || value === null) return false
  const note = value as Partial<Record<keyof Note, unknown>> // each is looked at here
  const { pid, started, ini, sessionKey, program = '' } = note
  const texts = [started, ini, sessionKey, program]
  return Number.isSafeInteger(pid) && Number(pid) > 0 && texts.every(text => typeof text === 'string' && isPlain(text))
}

/** The terminal shows it. */
function isPlain(text: string): boolean {
  return !/\p{Cc}/u.test(text)
}

function isAlive({ pid, started }: Note): boolean {
  const machineStarted = Date.now() - uptime() * 1000
  if (pid === process.pid || !(Date.parse(started) > machineStarted)) return false
  return isProcessAlive(pid)
}
