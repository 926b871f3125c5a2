import { isProblem, Problem } from '#std/problem.ts'
import { commitId } from '../backend.ts'
import { writablePath } from '../path.ts'
import type { CommitId, Edit } from '../repository.ts'
import type { Runner } from '../run.ts'
import { git } from './command.ts'
import type { Store } from './store.ts'

export interface Writing {
  readonly runner: Runner
  readonly store: Store
  /** Of the parent; null for the first commit. */
  readonly tree: string | null
  readonly edit: Edit
}

/**
 * One commit by `git fast-import`: it writes the objects, and moves the branch only if it still is where the parent
 * says;
 * else that is a conflict.
 */
export async function commitFiles({ runner, store, tree, edit }: Writing): Promise<CommitId> {
  const { parent, branch, files } = edit
  checkBranch(branch)
  if (files.size === 0) throw new Problem('invalid', 'nothing to commit')
  const modes = await store.attempt(() => [...files.keys()].map(path => modeAt(store, tree, writablePath(path))))
  const changes = [...files].map(([path, bytes], index) => fileCommand(path, bytes, modes[index] ?? null))
  const now = `${Math.floor(Date.now() / 1000)} ${formatZone(-new Date().getTimezoneOffset())}`
  const person = formatPerson(edit.author)
  const input = Buffer.concat([
    Buffer.from(
      `feature done\ncommit refs/heads/${branch}\nmark :1\nauthor ${person} ${now}\ncommitter ${person} ${now}\n`,
    ),
    data(Buffer.from(edit.message.replaceAll('\0', ''))),
    Buffer.from(parent ? `from ${parent}\n` : ''),
    ...changes,
    Buffer.from('\nget-mark :1\ndone\n'),
  ])
  try {
    const command = git(store.folder).with('fast-import', '--quiet', '--date-format=raw')
    const { stdout } = await runner.run({ tool: 'git', command, input })
    return commitId(stdout.toString().trim())
  } catch (error) {
    const isMoved =
      isProblem(error) && /new tip|not updating|cannot lock ref|but expected/i.test(String(error.facts.stderr))
    throw isMoved ? new Problem('conflict', 'the branch has moved meanwhile', { branch }, error) : error
  }
}

/** Octal mode of a file that is there; null where nothing is. */
function modeAt(store: Store, tree: string | null, path: string): string | null {
  const entry = tree === null ? null : store.find(tree, path)
  return entry ? entry.mode.toString(8).padStart(6, '0') : null
}

function fileCommand(path: string, bytes: Buffer | null, mode: string | null): Buffer {
  if (bytes === null) {
    if (mode === null) throw new Problem('not-found', 'no such file', { path })
    return Buffer.from(`D ${quote(path)}\n`)
  }
  const kept = mode === '100755' ? mode : '100644'
  return Buffer.concat([Buffer.from(`M ${kept} inline ${quote(path)}\n`), data(bytes)])
}

function data(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')])
}

function quote(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** `git check-ref-format`'s rules. */
function checkBranch(name: string): void {
  // oxlint-disable-next-line no-control-regex -- those are forbidden
  const isBad = /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^[/.-]|\/\.|[/.]$|\.lock(?:\/|$)/.test(name)
  if (name === '' || name === '@' || isBad) throw new Problem('invalid', 'a branch cannot have this name', { name })
}

function formatPerson(author: string): string {
  const [, name = author, mail = ''] = /^(.*?)\s*<([^<>]*)>/s.exec(author) ?? []
  return `${clean(name) || 'unknown'} <${clean(mail)}>`
}

function formatZone(minutes: number): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`
}

function clean(text: string): string {
  return text.replace(/[\0\r\n<>]/g, ' ').trim()
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
