import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  type CommitDescription,
  complete,
  type Content,
  contentOf,
  firstDate,
  nameBytes,
  usualAuthor,
} from './commit-description.ts'
import { openServer } from './hg-server.ts'

export async function makeHg(folder: string, commits: readonly CommitDescription[]): Promise<string[]> {
  const server = await openServer()
  const hg = (...words: readonly (string | Buffer)[]): Promise<string> =>
    server.run(['-R', folder, '--cwd', folder, ...words])
  const ids: string[] = []
  const tags: [string, string][] = []
  try {
    await server.run(['init', folder])
    for (const [index, description] of commits.entries()) {
      const { author, date, zone, parents, branch } = complete(description, index)
      const [one = '000000000000', two] = parents.map(parent => ids[parent] ?? '')
      if (parents[0] !== index - 1 || index === 0) await hg('update', '--clean', '--rev', one)
      if (two) await hg('debugsetparents', one, two)
      await hg('branch', '--force', branch)
      for (const [from, to] of Object.entries(description.renames ?? {})) {
        await mkdir(path.dirname(path.join(folder, to)), { recursive: true })
        await hg('rename', '--', path.join(folder, from), path.join(folder, to))
      }
      for (const [name, value] of Object.entries(description.files)) await writeWorking(folder, name, value)
      await hg('addremove', '--similarity', '0', '--quiet')
      const words = ['commit', '--message', description.message, '--user', author, '--date', `${date} ${-zone * 60}`]
      await hg('--config', 'ui.allowemptycommit=1', ...words, ...(description.closes ? ['--close-branch'] : []))
      const id = (await hg('log', '--rev', '.', '--template', '{node}')).trim()
      ids.push(id)
      for (const bookmark of description.bookmarks ?? []) await hg('bookmark', '--inactive', '--rev', id, bookmark)
      for (const tag of description.tags ?? []) tags.push([tag, id])
    }
    if (tags.length) await hg('update', '--clean', '--rev', 'max(branch(default))')
    if (tags.length) await tagAll(folder, hg, tags, firstDate + commits.length * 60)
    await hg('update', '--clean', '--rev', 'null')
    return ids
  } finally {
    server.close()
  }
}

async function tagAll(
  folder: string,
  hg: (...words: readonly string[]) => Promise<string>,
  tags: readonly (readonly [string, string])[],
  date: number,
): Promise<void> {
  await writeFile(path.join(folder, '.hgtags'), tags.map(([tag, id]) => `${id} ${tag}\n`).join(''))
  await hg('addremove', '--quiet')
  await hg('commit', '--message', 'Added tags', '--user', usualAuthor, '--date', `${date} 0`)
}

async function writeWorking(folder: string, name: string, value: string | Buffer | Content | null): Promise<void> {
  const file = Buffer.concat([Buffer.from(`${folder}/`), nameBytes(name)])
  await rm(file, { force: true })
  if (value === null) return
  const { content, kind } = contentOf(value)
  const slash = file.lastIndexOf(0x2f)
  await mkdir(file.subarray(0, slash), { recursive: true })
  if (kind === 'symlink') return symlink(content, file)
  await writeFile(file, content)
  await chmod(file, kind === 'executable' ? 0o755 : 0o644)
}
