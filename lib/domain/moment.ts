import { readMoment } from '#db/unchanged.ts'
import type { Site } from './site.ts'

/** Names the database as it is now: whatever is written, another name follows. No other process has the same. */
export function momentOf({ db }: Pick<Site, 'db'>): Promise<string> {
  return readMoment(db)
}
