import test from 'ava'
import { commit } from '../../../helpers/commit-description.ts'
import { kinds, mainWords } from '../../../helpers/repository-pages.ts'
import { shareSite } from '../../../helpers/shared-site.ts'
import type { RepositoryOptions } from '../../../helpers/site.ts'
import type { Client } from '../../../helpers/web.ts'

const first = commit('first', { a: 'one\ntwo\n' })

/** `parent` and `fork` went on apart. */
function repositoriesOf(kind: 'git' | 'hg'): Readonly<Record<string, RepositoryOptions>> {
  return {
    [`${kind}/parent`]: { kind, commits: [first, commit('of the parent', { p: 'p\n' })] },
    [`${kind}/fork`]: { kind, forkOf: `${kind}/parent`, commits: [first, commit('of the fork', { f: 'f\n' })] },
  }
}

const site = shareSite({
  users: { ann: {} },
  repositories: {
    ...repositoriesOf('git'),
    ...repositoriesOf('hg'),
    sister: { forkOf: 'git/parent', private: true, commits: [first] },
    child: { forkOf: 'sister', commits: [first] },
    twin: { forkOf: 'sister', commits: [first] },
  },
})

const mainOf = { git: 'master', hg: 'default' } as const

for (const kind of kinds) {
  const main = mainOf[kind]
  const ask = (path: string) => site().client().ask(path)
  const secondOf = (name: string) => site().commits[`${kind}/${name}`]?.[1]

  test(`forks of ${kind} are compared with what each has alone`, async t => {
    const at = (from: string, to: string, more = '') =>
      ask(`/${kind}/${from}/compare/branch@${main}...branch@${main}?other_repo=${kind}/${to}${more}`)
    const [ofParent, ofFork] = [secondOf('parent'), secondOf('fork')]
    const [parent, fork] = [`${kind}/parent`, `${kind}/fork`]
    const ahead = await at('parent', 'fork', '&merge=1')
    t.true(
      mainWords(ahead).includes(`${fork} ${main} has 1 commit that ${parent} ${main} lacks. It lacks 1 commit that`),
    )
    t.regex(mainWords(ahead), /of the fork.*1 file changed.* f new file \+1 −0/)
    t.true(ahead.text.includes(`href="/${fork}/changeset/${ofFork}"`))
    const other = encodeURIComponent(parent)
    t.true(
      ahead.text.includes(`href="/${fork}/compare/branch@${main}...branch@${main}?other_repo=${other}&amp;merge=1"`),
    )
    t.regex(mainWords(await at('fork', 'parent', '&merge=1')), /of the parent.*1 file changed.* p new file \+1 −0/)
    const states = await at('parent', 'fork')
    t.regex(mainWords(states), /2 files changed \+1 −1/)
    t.true(states.text.includes(`href="/${parent}/files/${ofParent}/p"`))
    t.true(states.text.includes(`href="/${fork}/files/${ofFork}/f"`))
  })

  test(`forks of ${kind} are found by their permanent addresses`, async t => {
    const [parent, fork] = [await site().repository(`${kind}/parent`), await site().repository(`${kind}/fork`)]
    const query = `other_repo=_${fork.id}&merge=1`
    const answer = await ask(`/_${parent.id}/compare/branch@${main}...branch@${main}?${query}`)
    t.regex(mainWords(answer), /has 1 commit that \w+\/parent/)
    t.regex((await ask(`/_${parent.id}/compare?${query}`)).text, /<option value="\w+\/fork" selected>/)
  })
}

test('a repository that is hidden is no other than one that is not there', async t => {
  const ann = await site().signedIn('ann')
  for (const place of ['compare?other_repo=', 'compare/branch@master...branch@master?merge=1&other_repo=']) {
    const ask = async (who: Client, name: string) => {
      const answer = await who.ask(`/git/parent/${place}${name}`)
      return { status: answer.status, words: mainWords(answer), location: answer.location?.replace(name, '') }
    }
    const hidden = await ask(ann, 'sister')
    t.is(hidden.status, 404)
    for (const name of ['nobody', 'git', '_999', 'git/fork/', '/git/fork'])
      t.deepEqual(await ask(ann, name), hidden, name)
    const toLogin = await ask(site().client(), 'sister')
    t.is(toLogin.status, 302)
    t.deepEqual(await ask(site().client(), 'nobody'), toLogin)
  }
})

test('relatives are offered to those who may read them', async t => {
  const offered = async (who: Client, name: string) => {
    const { text } = await who.ask(`/${name}/compare`)
    const select = /<select name="other_repo".*?<\/select>/s.exec(text)?.[0] ?? ''
    return [...select.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value)
  }
  t.deepEqual(await offered(site().client(), 'git/parent'), ['git/parent', 'git/fork'])
  t.deepEqual(await offered(site().client(), 'git/fork'), ['git/fork', 'git/parent'])
  t.deepEqual(await offered(site().client(), 'child'), ['child'], 'whose children they are, would tell of their parent')
  const admin = await site().signedIn('admin')
  t.deepEqual(await offered(admin, 'git/parent'), ['git/parent', 'git/fork', 'sister'])
  t.deepEqual(await offered(admin, 'git/fork'), ['git/fork', 'git/parent', 'sister'])
  t.deepEqual(await offered(admin, 'child'), ['child', 'sister', 'twin'])
  const wanted = 'href="/git/fork/compare/branch@master...branch@master?other_repo=git%2Fparent&amp;merge=1"'
  t.true((await admin.ask('/git/fork/compare')).text.includes(wanted))
})

test('repositories of two kinds are not compared', async t => {
  const client = site().client()
  const { status, location } = await client.ask('/git/parent/compare/rev@0...rev@0?other_repo=hg/parent')
  t.is(status, 302)
  t.is(location, '/git/parent/compare')
  t.regex(mainWords(await client.ask('/git/parent/compare')), /A git and a Mercurial repository have nothing/)
})
