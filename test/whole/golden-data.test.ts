import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isDeepStrictEqual, promisify } from 'node:util'
import test from 'ava'
import { readArchive } from '../helpers/archive.ts'
import { inLocalTime, normalAnswer } from '../helpers/golden-answers.ts'
import { type GoldenData, goldenData, openGolden } from '../helpers/golden.ts'
import { goldenPeople } from '../helpers/golden-people.ts'
import { toolEnvironment } from '../helpers/tool-environment.ts'
import type { Answer } from '../helpers/web.ts'

test('programs are answered at the addresses of this version what Kallithea 0.7 answered', async t => {
  t.timeout(1_200_000)
  const people = await goldenPeople(t, await openGolden(t))
  const rows = (await goldenData()).filter(({ address }) => !spoilt.test(address))
  t.is(rows.length, 586)
  const differences: unknown[] = []
  for (const row of rows) {
    const answer = await people.ask(row.person, row.address, row.view === 'json' ? byScript : {})
    const now = answer && (await seen(row, answer))
    const was = normalAnswer(inLocalTime(row.answer))
    if (!isDeepStrictEqual(now, was) && !isBroken(row))
      differences.push({ person: row.person, address: row.address, was, now })
  }
  t.deepEqual(differences, [])
})

test('the patch that Kallithea spoilt is the tool’s own: git makes the files of the commit of it', async t => {
  const site = await openGolden(t)
  const people = await goldenPeople(t, site)
  const folder = path.dirname(site.config.file)
  const [id, patch] = ['0f1677b33daf0d936a6d81977d3706a8e6370573', path.join(folder, 'patch')]
  await writeFile(patch, (await people.ask('admin', `/projects/app/changeset-patch/${id}`))?.bytes ?? '')
  const env = { ...toolEnvironment(), GIT_INDEX_FILE: path.join(folder, 'index') }
  const repository = path.join(folder, 'repos/projects/app')
  const git = (...words: string[]) => promisify(execFile)('git', ['-C', repository, ...words], { env })
  await git('read-tree', `${id}^`)
  await git('apply', '--cached', patch)
  t.is((await git('write-tree')).stdout, (await git('rev-parse', `${id}^{tree}`)).stdout)
})

const byScript = { 'X-Requested-With': 'XMLHttpRequest', 'X-PARTIAL-XHR': '1' }

/**
 * The original took a patch with Latin-1 in it for Latin-1 as a whole, and spoilt the names and lines in UTF-8: nobody
 * can apply that. Ours are the tool's bytes.
 */
const spoilt = /\/changeset-patch\/0f1677b33daf/

/** Where the original broke down itself, any answer is better. */
function isBroken({ answer }: GoldenData): boolean {
  return typeof answer === 'object' && answer !== null && 'failed' in answer && String(answer.failed).endsWith('500')
}

/** The answer as the original's was looked at. A refusal is a refusal, by whatever status. */
async function seen({ view }: GoldenData, { status, text, bytes }: Answer): Promise<unknown> {
  if (view === 'names' && status !== 200) return notAllowed
  if (status !== 200) return { failed: `HTTPError ${status}` }
  if (view === 'entries') return text.match(/<(?:entry|item)[ >]/g)?.length ?? 0
  if (view === 'sum') return createHash('sha256').update(bytes).digest('hex')
  if (view === 'names') return namesIn(bytes)
  return view === 'json' ? normalAnswer(JSON.parse(text)) : text
}

/** Of a download that is not allowed the original sent a page that says so, which is no archive. */
const notAllowed = { failed: 'ReadError ' }

/** Below the folder at the top, which each of us names by his own rule. */
async function namesIn(archive: Buffer): Promise<readonly string[]> {
  const names = (await readArchive(archive)).map(({ name }) => name)
  const files = names.filter(name => !name.includes('.hg_archival')).map(name => name.replace(/^[^/]*\//, ''))
  return files.toSorted(inBytes)
}

function inBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
