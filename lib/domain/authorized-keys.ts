import { mkdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { listActiveSshKeys, type SshKeyOfUser } from '#db/ssh-keys.ts'
import { Problem } from '#std/problem.ts'
import type { Site } from './site.ts'
import { parseSshKey } from './ssh-key.ts'

/*
 * file = comment line…
 * line = options ',command="<cli> ssh-serve -c <ini> <user id> <key id>"' " " kind " " base64
 */

const options = 'no-pty,no-port-forwarding,no-X11-forwarding,no-agent-forwarding'

/**
 * Writes the file by which the SSH server beside us knows the keys of everybody, where the ini names one. A file with
 * a line that is none of ours is left as it is, and told.
 */
export async function writeAuthorizedKeys(site: Pick<Site, 'db' | 'config'>): Promise<void> {
  const { enabled, authorizedKeys } = site.config.ssh
  if (!enabled || !authorizedKeys) return
  const file = path.resolve(authorizedKeys.replace(/^~(?=$|[\\/])/, homedir()))
  for (let text = ''; ; ) {
    const now = formatKeys(site.config, await listActiveSshKeys(site.db))
    if (now === text) return // another process may have changed the keys while this one wrote
    text = now
    await replace(file, text)
  }
}

function formatKeys({ ssh, file }: Site['config'], keys: readonly SshKeyOfUser[]): string {
  const lines = keys.map(({ id, userId, username, line }) => {
    const { key } = parseSshKey(line)
    if (!key) return `# Invalid Kallithea SSH key: ${username} ${line.replace(/\s+/g, ' ')}`
    return `${options},command="${ssh.cliPath} ssh-serve -c ${file} ${userId} ${id}" ${key.kind} ${key.base64}`
  })
  return [warning, ...lines, ''].join('\n')
}

const warning =
  '# WARNING: This .ssh/authorized_keys file is managed by Kallithea. ' +
  'Manual editing or adding new entries will make Kallithea back off.'

/** Whole or not at all, since the SSH server may read at any moment. */
async function replace(file: string, text: string): Promise<void> {
  try {
    await refuseForeign(file)
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    await writeFileAtomic(file, text, { mode: 0o600 })
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem('unavailable', 'the authorized_keys file cannot be written', { file }, cause)
  }
}

async function refuseForeign(file: string): Promise<void> {
  const lines = (await readIfThere(file)).split(/\r?\n/)
  const foreign = lines.findIndex(line => !/^\s*(#|$)/.test(line) && !isOurs(line))
  if (foreign < 0) return
  throw new Problem('conflict', 'the authorized_keys file has a line that is not from here', {
    file,
    line: foreign + 1,
  })
}

function isOurs(line: string): boolean {
  return line.startsWith(options) && line.includes(' ssh-serve ')
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '' // what fs rejects with has a code
    throw error
  }
}
