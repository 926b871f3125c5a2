import test, { type ExecutionContext } from 'ava'
import type { Site } from '#domain/site.ts'
import { commit } from '../../../helpers/commit-description.ts'
import { openGolden } from '../../../helpers/golden.ts'
import { goldenPeople } from '../../../helpers/golden-people.ts'
import { type MadeSite, makeSite } from '../../../helpers/site.ts'
import { serve } from '../../../helpers/web.ts'

const heading = 'f3fe818a07c9032a88011c7bc9bbfd5e3b313385'
const about = '4c353d03bd6b95601b37acc27b8a5a0bb9fa06e8'

async function openFirm(t: ExecutionContext) {
  const site = await openGolden(t)
  const people = await goldenPeople(t, site)
  return { site, see: async (person: string, address: string) => (await people.ask(person, address))?.text ?? t.fail() }
}

test('a golden commit shows what was said of it and of its lines, and every vote', async t => {
  const { see } = await openFirm(t)
  const page = await see('ann', `/projects/web/site/changeset/${heading}`)
  t.regex(page, /Not approved by Carol Cook/, 'the last vote')
  t.regex(page, /<h2 id="comments">Comments\s*<span class="count">4</)
  for (const [id, words] of [
    ['18', 'the heading'],
    ['19', 'Yes.'],
    ['20', 'No.'],
    ['21', 'This line'],
  ])
    t.regex(page, new RegExp(`id="comment-${id}"[\\s\\S]*?${words}`))
  t.regex(page, /id="comment-19"[\s\S]*?Approved[\s\S]*?Yes\.[\s\S]*id="comment-20"[\s\S]*?Not approved[\s\S]*?No\./)
  t.regex(page, /<tr class="talk">[\s\S]*?id="line-of-comment-21"[\s\S]*?This line/)
  t.regex(page, /<a href="#line-of-comment-21">index\.html, line 1</)
  t.regex(await see('ann', `/projects/web/site/changeset/${heading}?diff=split`), /<tr class="talk">[\s\S]*?This line/)
})

test('votes of pull requests stand on the commits they are about, with the way to the request', async t => {
  const { see } = await openFirm(t)
  const page = await see('ann', `/people/bob-site/changeset/${about}`)
  t.regex(page, /Approved by Ann Ångström in pull request #2/)
  t.is(page.match(/in pull request <a href="\/projects\/web\/site\/pull-request\/[12]\//g)?.length, 4)
  for (const words of ['Not yet.', 'Better.']) t.true(page.includes(words))
  t.notRegex(page, /Who is .we.\?/, 'what was said of the request alone stands there')
})

test('lists of commits show how much was said and the last vote', async t => {
  const { see } = await openFirm(t)
  const log = await see('ann', '/projects/web/site/changelog')
  t.regex(log, new RegExp(`changeset/${heading}#comments" aria-label="4 comments"`))
  t.regex(log, /<span class="state bad" title="Not approved by Carol Cook">/)
  t.regex(log, /aria-label="1 comment"/)
  const mark = /<a class="state ok" title="Approved by Ann Ångström in pull request #2"/
  for (const place of ['changelog', '', `changelog/${about}/about.html`, `compare/rev@0...rev@${about}`])
    t.true(mark.test(await see('ann', `/people/bob-site/${place}`)), place)
  t.regex(await see('ann', '/projects/web/site/pull-request/2'), mark)
  t.regex(await see('ann', `/people/bob-site/changeset/${about}...${about}`), mark)
})

async function openMade(t: ExecutionContext) {
  const lines = Array.from({ length: 60 }, (_, index) => `${index}\n`)
  const made = await makeSite(t, {
    users: { ann: {} },
    repositories: {
      open: {
        commits: [
          commit('first', { 'a.txt': lines.join('') }),
          commit('second', { 'a.txt': ['new\n', ...lines].join('') }),
        ],
      },
      secret: { grants: { default: 'none', ann: 'read' } },
    },
  })
  const { client } = await serve(t, made.site)
  const ann = client()
  await ann.signIn('ann', 'ann-secret')
  const id = made.commits['open']?.[1] ?? ''
  const address = `/open/changeset/${id}`
  return { ...made, id, ann, see: async () => (await ann.ask(address)).text, address, stranger: client() }
}

interface Said {
  readonly text: string
  readonly place?: readonly [path: string, line: string]
  readonly request?: number
}

async function say({ site, user, repository }: MadeSite, id: string, { text, place, request }: Said): Promise<number> {
  const now = new Date()
  const [path, line] = place ?? [null, null]
  const row = {
    repo_id: (await repository('open')).id,
    revision: request === undefined ? id : null,
    pull_request_id: request ?? null,
    f_path: path,
    line_no: line,
    user_id: (await user('admin')).id,
    text,
    created_on: now,
    modified_at: now,
  }
  const { insertId } = await site.db.insertInto('changeset_comments').values(row).executeTakeFirstOrThrow()
  return Number(insertId)
}

test('a page that was shown before has what was said since', async t => {
  const made = await openMade(t)
  t.notRegex(await made.see(), /id="comments"/)
  await say(made, made.id, { text: 'of the whole' })
  t.regex(await made.see(), /id="comments"[\s\S]*of the whole/)
  await say(made, made.id, { text: 'of <a> line', place: ['a.txt', 'n1'] })
  t.regex(await made.see(), /<tr class="talk">[\s\S]*?of &lt;a&gt; line/)
  await made.site.db.deleteFrom('changeset_comments').execute()
  t.notRegex(await made.see(), /<tr class="talk">|of the whole|id="comments"/)
})

test('what was said of a line that is not shown is not lost', async t => {
  const made = await openMade(t)
  await say(made, made.id, { text: 'far away', place: ['a.txt', 'n50'] })
  await say(made, made.id, { text: 'of no file', place: ['gone.txt', 'o1'] })
  const page = await made.see()
  t.notRegex(page, /<tr class="talk">/)
  t.regex(page, /a\.txt, line 50[\s\S]*far away[\s\S]*gone\.txt, line 1[\s\S]*of no file/)
  const { text } = await made.ann.ask(`${made.address}?context=100`)
  t.regex(text, /<tr class="talk">[\s\S]*?far away/)
})

test('of a vote in a pull request that somebody may not see, the words are left out', async t => {
  const made = await openMade(t)
  const { site, user, repository, id } = made
  await voteInSecret(site, { made, id, owner: (await user('admin')).id, target: (await repository('secret')).id })
  t.regex(await made.see(), /a secret thought[\s\S]*A secret title|A secret title[\s\S]*a secret thought/)
  const { text } = await made.stranger.ask(made.address)
  t.regex(text, /Approved by/)
  t.notRegex(text, /secret/)
  t.notRegex((await made.stranger.ask('/open/changelog')).text, /secret/)
})

interface SecretVote {
  readonly made: MadeSite
  readonly id: string
  readonly owner: number
  readonly target: number
}

async function voteInSecret({ db }: Site, { made, id, owner, target }: SecretVote): Promise<void> {
  const now = new Date()
  const source = (await made.repository('open')).id
  const request = {
    title: 'A secret title',
    description: '',
    status: 'new',
    created_on: now,
    updated_on: now,
    user_id: owner,
    revisions: id,
    org_repo_id: source,
    org_ref: `branch:main:${id}`,
    other_repo_id: target,
    other_ref: `branch:main:${id}`,
  }
  const { insertId } = await db.insertInto('pull_requests').values(request).executeTakeFirstOrThrow()
  const comment = await say(made, id, { text: 'a secret thought', request: Number(insertId) })
  const vote = {
    repo_id: source,
    user_id: owner,
    revision: id,
    status: 'approved',
    changeset_comment_id: comment,
    modified_at: now,
    version: 0,
    pull_request_id: Number(insertId),
  }
  await db.insertInto('changeset_statuses').values(vote).execute()
}
