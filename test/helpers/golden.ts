import { execFile } from 'node:child_process'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import type { ExecutionContext } from 'ava'
import { loadConfig } from '#config/config.ts'
import { closeSite, openSite, type Site } from '#domain/site.ts'
import { makeFolder } from './folder.ts'

const fixture = path.resolve(import.meta.dirname, '../fixtures/golden')
const madeAt = '/srv/kallithea'

/** The instance of a small firm that Kallithea 0.7 made, laid out in a folder of the test's own and opened by us. */
export async function openGolden(t: ExecutionContext): Promise<Site> {
  const folder = await makeFolder(t)
  await promisify(execFile)('tar', ['-xzf', path.join(fixture, 'repos.tar.gz'), '-C', folder])
  for (const name of ['my.ini', 'kallithea.db']) await copyFile(path.join(fixture, name), path.join(folder, name))
  const database = new DatabaseSync(path.join(folder, 'kallithea.db'))
  database.prepare('update ui set ui_value = replace(ui_value, ?, ?)').run(madeAt, folder)
  database.close()
  await moveRepositories(path.join(folder, 'repos'), folder)
  const site = await openSite(loadConfig(path.join(folder, 'my.ini'), {}).config)
  t.teardown(() => closeSite(site))
  return site
}

/** The repositories' own settings name folders too. */
async function moveRepositories(root: string, folder: string): Promise<void> {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.name !== 'hgrc' && entry.name !== 'config') continue
    const file = path.join(entry.parentPath, entry.name)
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll(madeAt, folder))
  }
}

/** What is told of the firm: its accounts and repositories, passwords and API keys by account, and when it was made. */
export interface GoldenReport {
  readonly accounts: Readonly<Record<string, string>>
  readonly repositories: Readonly<Record<string, string>>
  readonly passwords: Readonly<Record<string, string>>
  readonly api_keys: Readonly<Record<string, string>>
  readonly made: string
}

export async function goldenReport(): Promise<GoldenReport> {
  return JSON.parse(await readFile(path.join(fixture, 'report.json'), 'utf8'))
}

/** What Kallithea 0.7 answered to one person at one address: the door, not the text. */
export interface GoldenPage {
  readonly person: string
  readonly address: string
  /** ok, login, no, no entry, or the status. */
  readonly door: string
}

export async function goldenPages(): Promise<readonly GoldenPage[]> {
  const rows = await readTranscript('pages')
  return rows.map(([, [, person = '', address = ''], door]) => ({ person, address, door: String(door) }))
}

/** What Kallithea 0.7 answered to a program. */
export interface GoldenData {
  readonly person: string
  readonly address: string
  /** How the answer was looked at: json, text, entries of a feed, names in an archive, sum of the bytes. */
  readonly view: string
  readonly answer: unknown
}

export async function goldenData(): Promise<readonly GoldenData[]> {
  const rows = await readTranscript('data')
  return rows.map(([, [, person = '', address = '', view = ''], answer]) => ({ person, address, view, answer }))
}

type Row = readonly [area: string, request: readonly string[], answer: unknown]

async function readTranscript(wanted: string): Promise<readonly Row[]> {
  const rows: readonly Row[] = JSON.parse(await readFile(path.join(fixture, 'transcript.json'), 'utf8'))
  return rows.filter(([area]) => area === wanted)
}
