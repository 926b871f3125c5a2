import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { type CommitDescription, complete, contentOf, nameBytes } from './commit-description.ts'
import { toolEnvironment } from './tool-environment.ts'

export async function makeGit(folder: string, commits: readonly CommitDescription[]): Promise<string[]> {
  await promisify(execFile)('git', ['init', '-q', '--bare', '-b', 'master', '--template=', folder], {
    env: toolEnvironment(),
  })
  const parts: (string | Buffer)[] = []
  const data = (bytes: Buffer): void => void parts.push(`data ${bytes.length}\n`, bytes, '\n')
  for (const [index, description] of commits.entries()) {
    const { author, date, zone, parents, branch } = complete(description, index)
    const when = `${date} ${formatZone(zone)}`
    if (parents.length === 0) parts.push(`reset refs/heads/${branchName(branch)}\n`)
    parts.push(
      `commit refs/heads/${branchName(branch)}\nmark :${index + 1}\n`,
      `author ${author} ${when}\ncommitter ${author} ${when}\n`,
    )
    data(Buffer.from(description.message))
    for (const [place, parent] of parents.entries()) parts.push(`${place ? 'merge' : 'from'} :${parent + 1}\n`)
    for (const [from, to] of Object.entries(description.renames ?? {}))
      parts.push('R ', quoted(from), ' ', quoted(to), '\n')
    for (const [name, value] of Object.entries(description.files)) {
      if (value === null) parts.push('D ', quoted(name), '\n')
      else {
        const { content, kind } = contentOf(value)
        const at = kind === 'submodule' ? content.toString() : 'inline'
        parts.push(`M ${modes[kind]} ${at} `, quoted(name), '\n')
        if (kind !== 'submodule') data(Buffer.from(content))
      }
    }
    for (const bookmark of description.bookmarks ?? [])
      parts.push(`reset refs/heads/${bookmark}\nfrom :${index + 1}\n\n`)
    for (const tag of description.tags ?? []) {
      parts.push(`tag ${tag}\nfrom :${index + 1}\ntagger ${author} ${when}\n`)
      data(Buffer.from(tag))
    }
  }
  for (const index of commits.keys()) parts.push(`get-mark :${index + 1}\n`)
  const child = spawn('git', ['-C', folder, 'fast-import', '--quiet', '--date-format=raw'], { env: toolEnvironment() })
  const answers = collect(child.stdout)
  const complaints = collect(child.stderr)
  child.stdin.end(Buffer.concat(parts.map(part => Buffer.from(part as string)))) // Buffer.from takes both
  const [code] = (await once(child, 'close')) as [number] // what the event carries
  if (code !== 0) throw new Error(`git fast-import: ${await complaints}`)
  return (await answers).toString().split('\n').filter(Boolean)
}

const modes = { file: '100644', executable: '100755', symlink: '120000', submodule: '160000' }

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function quoted(name: string): Buffer {
  const text = nameBytes(name).toString('latin1')
  return Buffer.from(`"${text.replace(/[\\"]/g, found => `\\${found}`).replaceAll('\n', '\\n')}"`, 'latin1')
}

function branchName(branch: string): string {
  return branch === 'default' ? 'master' : branch
}

function formatZone(zone: number): string {
  const minutes = Math.abs(zone)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0'))
  return `${zone < 0 ? '-' : '+'}${hours}${rest}`
}
