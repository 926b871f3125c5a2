import type { ExecutionContext } from 'ava'
import type { Kind } from '#vcs/repository.ts'
import { type CommitDescription, commit } from './commit-description.ts'
import { makeSite, type SiteOptions } from './site.ts'
import { type Answer, serve } from './web.ts'

export const kinds = ['git', 'hg'] as const satisfies readonly Kind[]

export interface RepositoryPages {
  /** The page at what follows the repository's name, as a reader sees it. */
  get(rest: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Ids of the commits, in the order of their description. */
  readonly ids: readonly string[]
}

/** `/group/project` with this history, served to somebody who may read it. */
export async function openPages(
  t: ExecutionContext,
  kind: Kind,
  commits: readonly CommitDescription[],
  more: SiteOptions = {},
): Promise<RepositoryPages> {
  const made = await makeSite(t, { repositories: { 'group/project': { kind, commits } }, ...more })
  const client = (await serve(t, made.site)).client()
  return {
    get: (rest, headers = {}) => client.ask(`/group/project${rest}`, { headers }),
    ids: made.commits['group/project'] ?? [],
  }
}

/** What the middle of a page says, without its markup. */
export function mainWords({ text }: Pick<Answer, 'text'>): string {
  return text
    .slice(text.indexOf('<main'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

/** What no page may contain: the names below are made of it. */
export const attack = '"><script>alert(1)</script>'

/** Names that mean something in addresses, in markup, to a shell or to a tool. */
export const oddNames = [
  '"><script>alert(1)<',
  'a+b',
  '100%',
  '日本語',
  '-leading',
  'a b',
  '#L3',
  '?x=1',
  '%2e%2e',
  '&amp;',
]

/** A history in which everything is called badly. */
export function oddHistory(): readonly CommitDescription[] {
  const files = Object.fromEntries(oddNames.map(name => [`dir ${name}/${name}`, `content of ${name}\n`]))
  return [
    commit(`first ${attack}\n\nbody ${attack}`, files, { author: `${attack.replace(/[<>]/g, '')} <x"'@example.com>` }),
    commit('on a branch', { 'branch.txt': 'x\n' }, { branch: 'feature/a+b', tags: ['v1&quot'] }),
    commit('on another', { 'other.txt': 'x\n' }, { branch: '100%', bookmarks: ['日本語'] }),
  ]
}

/** Whether a page has markup that a name of it brought in. */
export function isPoisoned(text: string): boolean {
  return /<script(?! src="\/-\/public\/)|alert\(1\)<\/script|"><script/.test(text)
}
