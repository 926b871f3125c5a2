import type { ExecutionContext } from 'ava'
import { commit } from '../repositories.ts'
import { type MadeSite, makeSite } from '../site.ts'

/** What a crowd finds at its site. */
export interface CrowdSite extends MadeSite {
  readonly defaultUserId: number
  /** Addresses that everybody may read. */
  readonly pages: readonly string[]
}

/** Those who have a password. */
export const people: readonly string[] = ['ann', 'bob', 'eve', 'joe']

export async function makeCrowdSite(t: Pick<ExecutionContext, 'teardown'>): Promise<CrowdSite> {
  const made = await makeSite(t, {
    container: true,
    globals: ['hg.extern_activate.auto'],
    addresses: ['127.0.0.0/8'],
    ini: { 'sqlalchemy.url': 'sqlite:///%(here)s/kallithea.db?timeout=200' },
    users: Object.fromEntries(people.map(name => [name, {}])),
    repositories: {
      'tools/gauge': {
        kind: 'git',
        commits: [commit('Begin the gauge', { 'a.txt': '1\n' }), commit('Raise the limit', { 'a.txt': '2\n' })],
      },
    },
  })
  const [first, second] = made.commits['tools/gauge'] ?? []
  return {
    ...made,
    defaultUserId: (await made.user('default')).id,
    pages: ['/', ...[first, second].map(id => `/tools/gauge/changeset/${id}`), '/tools/gauge'],
  }
}
