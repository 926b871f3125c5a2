import { createHash } from 'node:crypto'
import { transaction } from '#db/database.ts'
import { deleteSession, findSession, saveSession, type SessionRow } from '#db/sessions.ts'
import { tracer } from '#trace/trace.ts'
import type { Site } from './site.ts'

const trace = tracer('domain:sessions')

/** What koa-session asks of a store. Ids stand hashed in the database, so that reading it lets nobody in. */
export interface SessionStore {
  get(id: string): Promise<SessionData | null>
  set(id: string, data: SessionData, maxAge?: number | 'session'): Promise<void>
  destroy(id: string): Promise<void>
}

export type SessionData = Readonly<Record<string, unknown>>

/**
 * Sessions end when nobody used them for `session.timeout` seconds, also those that the browser was told to remember.
 * Using one moves its end, but is written only now and then, and no page waits for it.
 */
export function sessionStore({ db, config, now }: Pick<Site, 'db' | 'config' | 'now'>): SessionStore {
  const lifetime = config.session.timeout * 1000
  const extending = new Set<string>()
  return {
    async get(id) {
      const idHash = hashOf(id)
      const row = await findSession(db, idHash)
      const time = now().getTime()
      if (!row || row.expiresOn.getTime() <= time) return null
      const data = parsed(row.data)
      if (data && row.expiresOn.getTime() - time < lifetime * 0.9) {
        void extend(row, new Date(time + lifetime))
      }
      return data
    },
    async set(id, data) {
      const idHash = hashOf(id)
      const before = await findSession(db, idHash)
      await saveSession(db, {
        idHash,
        data: JSON.stringify(data),
        userId: userIdIn(data),
        createdOn: before?.createdOn ?? now(),
        expiresOn: new Date(now().getTime() + lifetime),
      })
    },
    async destroy(id) {
      await deleteSession(db, hashOf(id))
    },
  }

  /** Not one that was ended meanwhile, by another request of the same browser. Where it fails, the next use does it. */
  async function extend({ idHash }: SessionRow, expiresOn: Date): Promise<void> {
    if (extending.has(idHash)) return
    extending.add(idHash)
    try {
      await transaction(db, async tx => {
        const row = await findSession(tx, idHash)
        if (row) await saveSession(tx, { ...row, expiresOn })
      })
    } catch (error) {
      trace('the end of a session stays where it was: %o', error)
    } finally {
      extending.delete(idHash)
    }
  }
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

function parsed(text: string): SessionData | null {
  const data: unknown = JSON.parse(text)
  return typeof data === 'object' && data !== null ? { ...data } : null
}

function userIdIn({ authuser }: SessionData): number | null {
  if (typeof authuser !== 'object' || authuser === null || !('user_id' in authuser)) return null
  return typeof authuser.user_id === 'number' ? authuser.user_id : null
}
