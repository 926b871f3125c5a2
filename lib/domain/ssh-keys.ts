import { transaction } from '#db/database.ts'
import { deleteSshKey, findSshKeyOwner, insertSshKey, listSshKeys, type SshKeyRow } from '#db/ssh-keys.ts'
import type { UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import type { Site } from './site.ts'
import { parseSshKey } from './ssh-key.ts'
import { findNameTextMistake, gathered, type Mistakes } from './user-rules.ts'

export interface UserSshKey extends SshKeyRow {
  /** `ssh-ed25519`; '' where what was pasted is no key, which other programs may have let in. */
  readonly kind: string
}

export async function listUserSshKeys({ db }: Pick<Site, 'db'>, user: UserRow): Promise<readonly UserSshKey[]> {
  return (await listSshKeys(db, user.id)).map(row => ({ ...row, kind: parseSshKey(row.line).key?.kind ?? '' }))
}

interface Pasted {
  readonly line: string
  /** Blank takes the comment of the key. */
  readonly description: string
}

/** Saved as it was typed. Mistakes are named by the fields of Kallithea's form; none when it was added. */
export async function addSshKey(
  site: Pick<Site, 'db' | 'now'>,
  user: UserRow,
  { line, description }: Pasted,
): Promise<Mistakes> {
  const { key, mistake = null } = parseSshKey(line)
  const mistakes = gathered({ description: findNameTextMistake(description), public_key: mistake })
  if (!key || mistakes.size > 0) return mistakes
  const { fingerprint } = key
  return transaction(site.db, async tx => {
    const owner = await findSshKeyOwner(tx, fingerprint)
    if (owner !== null) {
      const whose = owner === user.id ? 'This account has this key already.' : 'Somebody else has this key already.'
      return gathered({ public_key: whose })
    }
    const text = description.trim() === '' ? key.comment : description
    await insertSshKey(tx, { userId: user.id, line, description: text, fingerprint, createdOn: site.now() })
    return mistakes
  })
}

export async function removeSshKey({ db }: Pick<Site, 'db'>, user: UserRow, fingerprint: string): Promise<void> {
  if (!(await deleteSshKey(db, user.id, fingerprint)))
    throw new Problem('not-found', 'this account has no such SSH key')
}
