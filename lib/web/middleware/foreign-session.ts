import type { EventEmitter } from 'node:events'
import { listTwins } from '#domain/instances.ts'
import { sessionIds } from '#domain/session-ids.ts'
import type { Site } from '#domain/site.ts'
import { report } from '#trace/trace.ts'

const hour = 3_600_000

/**
 * A session that this site never opened, in the cookie of its name, is what two instances with one `session.key` look
 * like: visitors are signed out for no reason they could see. It is said once an hour; a session of ours that ended is
 * no reason to say it.
 */
export function watchForeignSessions(app: EventEmitter, { config, now }: Site): void {
  const ids = sessionIds(config)
  let saidAt = Number.NEGATIVE_INFINITY
  app.on('session:missed', ({ key }: Missed) => {
    const time = now().getTime()
    if (key === undefined || ids.isOurs(key) || time - saidAt < hour) return
    saidAt = time
    void say()
  })

  async function say(): Promise<void> {
    const inis = [config.file, ...(await listTwins(config))]
    report(
      'web:session',
      'two instances on this host share the cookie name %s: a browser came with a session that was not opened here. ' +
        'Set session.key in one of the inis to a name of its own (%s). Said once an hour at most.',
      config.session.key,
      inis.length > 1 ? inis.join(', ') : `this one is ${config.file}`,
    )
  }
}

/** What koa-session tells when the store knows no session of this id. */
interface Missed {
  readonly key?: string
}
