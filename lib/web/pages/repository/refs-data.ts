import type { Ref, Refs } from '#vcs/repository.ts'
import { page } from '../../page.ts'
import { json } from '../../reply.ts'
import { routes } from '../../routes.ts'

/** Branches, tags and bookmarks, for scripts that choose among them. */
export const refsData = page(routes.repository.refsData, 'repository.read', async visit => {
  const refs = await visit.vcs.refs()
  const results = groups.map(([text, type, listed]) => ({ text, children: listed(refs).map(ref => choice(ref, type)) }))
  return json({ more: false, results: results.filter(({ children }) => children.length > 0) })
})

const groups: readonly (readonly [text: string, type: string, listed: (refs: Refs) => readonly Ref[]])[] = [
  ['Branch', 'branch', refs => refs.branches],
  ['Closed Branches', 'closed-branch', refs => refs.closedBranches],
  ['Tag', 'tag', refs => refs.tags],
  ['Bookmark', 'book', refs => refs.bookmarks],
]

function choice({ name, commit }: Ref, type: string) {
  return { id: commit, text: name, type }
}
