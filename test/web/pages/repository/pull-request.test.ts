import test, { type ExecutionContext } from 'ava'
import { openGolden } from '../../../helpers/golden.ts'
import { goldenPeople } from '../../../helpers/golden-people.ts'

async function open(t: ExecutionContext) {
  const site = await openGolden(t)
  const people = await goldenPeople(t, site)
  const ask = async (person: string, address: string) => {
    const answer = await people.ask(person, address)
    t.truthy(answer, person)
    return answer ?? t.fail()
  }
  return { site, ask, see: async (person: string, address: string) => (await ask(person, address)).text }
}

test('the golden pull requests are read as they were left', async t => {
  const { ask, see } = await open(t)
  const git = await see('ann', '/projects/app/pull-request/4')
  t.regex(git, /<h1>people\/grace-app#feature\/logout to projects\/app#master/)
  t.regex(git, /Closed/)
  t.is(git.match(/<span class="state ok">[\s\S]*?Approved/g)?.length, 4, 'two reviewers, the result, one comment')
  t.regex(git, /id="comment-11"[\s\S]*A generic comment\./)
  t.regex(git, /id="comment-15"[\s\S]*Closing it through the API/)
  t.regex(git, /README\.md, line 3/)
  t.regex(git, /<li class="ok" id="comment-14">/, 'a vote without words')
  t.notRegex(git, /id="comment-[^"]*"[\s\S]*id="comment-10"[^>]*><header>/, 'who opened it says nothing')

  const hg = await see('ann', '/projects/web/site/pull-request/1/_/whatever')
  t.regex(hg, /<a href="#line-of-comment-2">about\.html, line 1</)
  t.regex(hg, /<tr class="talk">[\s\S]*Who is &quot;we&quot;\?|<tr class="talk">[\s\S]*Who is "we"\?/)
  t.regex(hg, /Not approved/)
  for (const wrong of ['99', '0', 'x', '1x', '99999999999'])
    t.is((await ask('ann', `/projects/web/site/pull-request/${wrong}`)).status, 404, wrong)
  t.is((await ask('ann', '/projects/app/pull-request/1')).status, 404, 'another repository has it')

  const list = await see('ann', '/projects/web/site/pull-request')
  t.regex(list, /A page about us \(v2\)/)
  t.notRegex(list, /people\/bob-site#stable to/)
  t.regex(await see('ann', '/projects/web/site/pull-request?closed=1'), /people\/bob-site#stable to/)
  t.regex(await see('ann', '/people/bob-site/pull-request?from_=1'), /A page about us \(v2\)/)
  t.regex(await see('ann', '/people/bob-site/pull-request'), /There is no open pull request/)
  for (const number of ['0', '-1', 'x', '99999'])
    t.is((await ask('ann', `/projects/web/site/pull-request?page=${number}`)).status, 200, number)

  const own = await see('carol', '/my_pullrequests')
  t.regex(own, /Waiting for me\s*<span class="count">1</)
  t.regex(own, /A page about us \(v2\)/)
  t.regex(await see('bob', '/my_pullrequests'), /Made by me\s*<span class="count">1</)
})

test('who may not read a repository sees none of its pull requests, wherever they are listed', async t => {
  const { site, ask, see } = await open(t)
  t.regex(await see('carol', '/my_pullrequests?closed=1'), /A page about us/)
  await site.db
    .updateTable('repositories')
    .set({ private: true })
    .where('repo_name', '=', 'projects/web/site')
    .execute()
  const carol = await see('carol', '/my_pullrequests?closed=1')
  const hidden = (await ask('carol', '/projects/web/site/pull-request/1')).status
  t.is(hidden === 404, !/A page about us/.test(carol))
})

test('a request whose commits are gone still shows what was said', async t => {
  const { site, see } = await open(t)
  await site.db
    .updateTable('pull_requests')
    .set({ org_ref: `branch:gone:${'1'.repeat(40)}` })
    .where('pull_request_id', '=', 4)
    .execute()
  const text = await see('ann', '/projects/app/pull-request/4')
  t.regex(text, /no longer in the repository it came from/)
  t.regex(text, /A generic comment\./)
})
