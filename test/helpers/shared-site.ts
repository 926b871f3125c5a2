import test from 'ava'
import { type MadeSite, makeSite, type SiteOptions } from './site.ts'
import { type Client, type Served, serve } from './web.ts'

export interface SharedSite extends MadeSite, Served {
  /** Somebody who has signed in with the usual password. */
  signedIn(name: string): Promise<Client>
}

/** One site, served, for all tests of a file; they only read. Ask for it inside a test. */
export function shareSite(options: SiteOptions): () => SharedSite {
  const endings: (() => unknown)[] = []
  const teardown = (end: () => unknown): void => void endings.unshift(end)
  let shared: SharedSite | null = null
  test.before(async t => {
    t.timeout(600_000)
    const made = await makeSite({ teardown }, options)
    const served = await serve({ teardown }, made.site)
    shared = {
      ...made,
      ...served,
      async signedIn(name) {
        const client = served.client()
        await client.signIn(name, `${name}-secret`)
        return client
      },
    }
  })
  test.after.always(async () => {
    for (const end of endings) await end()
  })
  return () => {
    if (!shared) throw new TypeError('the site is there when the tests run')
    return shared
  }
}
