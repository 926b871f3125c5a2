import test from 'ava'
import { commit, type CommitDescription } from '../../../helpers/commit-description.ts'
import { attack, isPoisoned, kinds, mainWords, oddHistory } from '../../../helpers/repository-pages.ts'
import { shareSite } from '../../../helpers/shared-site.ts'
import type { RepositoryOptions } from '../../../helpers/site.ts'

const first = commit('first', { a: 'one\ntwo\n' })

/** `default` (git: master) went on twice since `side` left it, and `side` once. */
const history: readonly CommitDescription[] = [
  first,
  commit('of side', { s: 'side\n' }, { branch: 'side', bookmarks: ['mark'] }),
  commit('second', { a: 'one\ntwo\nthree\n' }, { parents: [0] }),
  commit('third', { 'b c': 'b\n' }),
]

/** Two branches that met twice at once. */
const crossed: readonly CommitDescription[] = [
  first,
  commit('l', { l: 'l\n' }),
  commit('r', { r: 'r\n' }, { parents: [0] }),
  commit('left', { l: 'l\n', r: 'r\n' }, { parents: [1, 2] }),
  commit('right', { l: 'l\n', r: 'r\n', s: 's\n' }, { parents: [2, 1], branch: 'side' }),
]

function repositoriesOf(kind: 'git' | 'hg'): Readonly<Record<string, RepositoryOptions>> {
  return {
    [`${kind}/project`]: { kind, commits: history },
    [`${kind}/alone`]: { kind, commits: [first, commit('root', { r: 'r\n' }, { parents: [], branch: 'alone' })] },
    [`${kind}/crossed`]: { kind, commits: crossed },
    [`${kind}/odd`]: { kind, commits: oddHistory() },
    [`${kind}/empty`]: { kind, commits: [] },
  }
}

const site = shareSite({ repositories: { ...repositoriesOf('git'), ...repositoriesOf('hg') } })

const mainOf = { git: 'master', hg: 'default' } as const

for (const kind of kinds) {
  const main = mainOf[kind]
  const ask = (path: string, headers = {}) => site().client().ask(`/${kind}${path}`, { headers })
  const get = (rest: string, headers = {}) => ask(`/project${rest}`, headers)
  const idsOf = (name: string) => site().commits[`${kind}/${name}`] ?? []

  test(`what a branch of ${kind} has that another lacks is said in words, and both ways`, async t => {
    const ids = idsOf('project')
    const there = await get(`/compare/branch@side...branch@${main}?merge=1`)
    t.is(there.status, 200)
    t.regex(mainWords(there), new RegExp(`${main} has 2 commits that side lacks. It lacks 1 commit that side has.`))
    t.regex(mainWords(there), new RegExp(`They parted at ${ids[0]?.slice(0, 12)} ,`))
    t.regex(mainWords(there), /third.*second.*2 files changed.*\+ three/)
    t.notRegex(mainWords(there), /of side|first/)
    t.true(there.text.includes(`href="/${kind}/project/compare/branch@${main}...branch@side?merge=1"`))
    const back = await get(`/compare/branch@${main}...branch@side?merge=1`)
    t.regex(mainWords(back), new RegExp(`side has 1 commit that ${main} lacks. It lacks 2 commits that ${main} has.`))
    t.regex(mainWords(back), /1 file changed .* s new file \+1 −0/)
  })

  test(`two states of ${kind} are compared with what each has alone`, async t => {
    const ids = idsOf('project')
    const states = await get(`/compare/branch@side...rev@${ids[3]}`)
    t.regex(mainWords(states), /3 files changed \+2 −1/)
    t.regex(states.text, new RegExp(`href="/${kind}/project/files/${ids[1]}/s"`))
    t.regex(states.text, new RegExp(`href="/${kind}/project/files/${ids[3]}/b%20c"`))
    t.regex(mainWords(await get('/compare/rev@0...rev@0')), /0 and 0 are the same commit\. .*0 files changed/)
    t.regex(mainWords(await get('/compare/rev@3...rev@0?merge=1')), /0 has nothing that 3 lacks. It lacks 2 commits/)
  })

  test(`a comparison of ${kind} is shown side by side, without white space, with less around it`, async t => {
    const at = `/compare/branch@side...branch@${main}?merge=1`
    t.regex((await get(`${at}&diff=split`)).text, /table class="code diff split"/)
    t.regex((await get(at)).text, new RegExp(`href="[^"]*branch@${main}\\?merge=1&amp;diff=split"`))
    t.regex((await get(`${at}&ignorews=1`)).text, /merge=1"[^>]*>Show white space/)
    t.regex(mainWords(await get(at)), /2 2 two 3 \+ three/)
    t.notRegex(mainWords(await get(`${at}&context=0`)), /2 2 two/)
  })

  test(`commits of a comparison of ${kind} are shown page by page`, async t => {
    const at = `/compare/branch@side...branch@${main}?merge=1&size=1`
    t.notRegex(mainWords(await get(at)), /second/)
    t.regex((await get(at)).text, /href="[^"]*merge=1&amp;page=2" rel="next"/)
    t.regex(mainWords(await get(`${at}&page=2`)), /has 2 commits .* second/)
  })

  test(`histories of ${kind} that never were one have no common commit, and two states`, async t => {
    const at = `/alone/compare/branch@${main}...branch@alone`
    const parted = mainWords(await ask(`${at}?merge=1`))
    t.regex(parted, /alone has 1 commit that .* They have no commit in common/)
    t.notRegex(parted, /files? changed/)
    t.regex(mainWords(await ask(at)), /2 files changed/)
  })

  test(`histories of ${kind} that met several times say so`, async t => {
    const answer = await ask(`/crossed/compare/branch@${main}...branch@side?merge=1`)
    t.regex(mainWords(answer), /They met 2 times; last at/)
  })

  test(`without script the chooser of ${kind} leads to what was chosen`, async t => {
    const chooser = await get('/compare')
    t.is(chooser.status, 200)
    t.regex(chooser.text, new RegExp(`<option value="branch@${main}" selected>`))
    const asked = (query: string) => get(`/compare?${query}`)
    t.is(
      (await asked(`from=branch@${main}&from_rev=&other_repo=${kind}/project&to=branch@side&to_rev=&merge=1`)).location,
      `/${kind}/project/compare/branch@${main}...branch@side?merge=1`,
    )
    t.is(
      (await asked('from=branch@side&from_rev=+3&to=branch@side&merge=')).location,
      `/${kind}/project/compare/rev@3...branch@side`,
    )
    t.is((await asked('from=branch@side')).status, 200)
    t.regex((await asked('from=branch@side')).text, /<option value="branch@side" selected>/)
  })

  test(`an end of ${kind} that is not there is named, and another one offered`, async t => {
    for (const point of [
      'branch@nope',
      'tag@nope',
      'book@nope',
      'rev@nope',
      `rev@${'e'.repeat(40)}`,
      'rev@-h',
      'rev@99',
    ]) {
      const answer = await get(`/compare/${point}...branch@side`)
      t.is(answer.status, 404, point)
      t.regex(mainWords(answer), /\w+\/project has no (?:branch|bookmark|tag|revision) “.+”. Choose another one/)
      t.regex(answer.text, /<option value="branch@side" selected>/)
      t.is((await get(`/compare/branch@side...${point}`, { 'X-PARTIAL-XHR': 'x' })).status, 404, point)
    }
    for (const path of ['branch@side', 'branch@side..branch@side', 'odd@side...branch@side', '...'])
      t.is((await get(`/compare/${path}`)).status, 404, path)
  })

  test(`a script of Kallithea’s gets the commits of ${kind} alone`, async t => {
    const { text } = await get(`/compare/branch@side...branch@${main}?merge=1&is_ajax_preview=1`, {
      'X-PARTIAL-XHR': 'x',
    })
    t.regex(text, /^<div class="box"><ol class="log lanes">/)
    t.deepEqual(text.match(/third|second|first/g), ['third', 'second'])
  })

  test(`an empty repository of ${kind} says that there is nothing to compare`, async t => {
    t.regex(mainWords(await ask(`/empty/compare`)), /There are no commits yet/)
    t.is((await ask(`/empty/compare/rev@tip...rev@tip`)).status, 404)
  })

  test(`names of ${kind} are text in a comparison, whatever they say`, async t => {
    const odd = (rest: string) => ask(`/odd/compare${rest}`)
    const places = ['', '/rev@0...rev@tip', '/rev@0...branch@100%25', `/rev@0...branch@${encodeURIComponent(attack)}`]
    for (const place of [...places, '/branch@feature/a+b...rev@tip?merge=1', '?from=rev@"><script>alert(1)</script>'])
      t.false(isPoisoned((await odd(place)).text), place)
    t.is((await odd('/branch@feature/a+b...branch@100%25?merge=1')).status, 200)
  })
}
