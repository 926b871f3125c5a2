import { createHmac, randomBytes } from 'node:crypto'
import type { Config } from '#config/config.ts'

export interface SessionIds {
  /** 192 random bits, and behind them a mark that only this site can make. */
  make(): string
  /** Whether this site made the id at some time, also when its session has long ended. */
  isOurs(id: string): boolean
}

const randomLength = 32

/**
 * The mark is bound to the database as well: an ini that was copied for a second instance has the same secret. It lets
 * nobody in, that is decided by the row of the session alone.
 */
export function sessionIds({ databaseUrl, session }: Pick<Config, 'databaseUrl' | 'session'>): SessionIds {
  return {
    make() {
      const random = randomBytes((randomLength * 3) / 4).toString('base64url')
      return random + markOf(random)
    },
    isOurs(id) {
      const random = id.slice(0, randomLength)
      return id === random + markOf(random)
    },
  }

  function markOf(random: string): string {
    return createHmac('sha256', session.secret).update(`${databaseUrl}\n${random}`).digest('base64url').slice(0, 8)
  }
}
