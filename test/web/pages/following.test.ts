import test, { type ExecutionContext } from 'ava'
import { isFollowing } from '#db/followers.ts'
import { listJournal } from '#db/journal.ts'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const toggling = '/_admin/toggle_following'

async function open(t: ExecutionContext) {
  const made = await makeSite(t, {
    users: { ann: {}, bob: {} },
    repositories: { project: { commits: [] }, diary: { private: true, owner: 'bob', commits: [] } },
  })
  const served = await serve(t, made.site)
  const ann = served.client()
  await ann.signIn('ann', 'ann-secret')
  const idOf = async (name: string) => String((await made.repository(name)).id)
  const follows = async (name: string) =>
    isFollowing(made.site.db, (await made.user('ann')).id, { repositoryId: Number(await idOf(name)) })
  return { made, served, ann, idOf, follows }
}

test('a script follows a repository and no longer; the journal is told as Kallithea tells it', async t => {
  const { made, ann, idOf, follows } = await open(t)
  const sent = { follows_repository_id: await idOf('project') }
  const answer = await ann.send(toggling, sent)
  t.is(answer.status, 200)
  t.is(answer.text, 'ok')
  t.true(await follows('project'))
  await ann.send(toggling, sent)
  t.false(await follows('project'))
  const rows = (await listJournal(made.site.db)).filter(({ username }) => username === 'ann')
  t.deepEqual(
    rows.map(({ action, repositoryName, address }) => [action, repositoryName, address]),
    [
      ['started_following_repo', 'project', ''],
      ['stopped_following_repo', 'project', ''],
    ],
  )
})

test('a person is followed without a word to the journal', async t => {
  const { made, ann } = await open(t)
  const [{ id: userId }, bob] = [await made.user('ann'), await made.user('bob')]
  const before = (await listJournal(made.site.db)).length
  t.is((await ann.send(toggling, { follows_user_id: String(bob.id) })).text, 'ok')
  t.true(await isFollowing(made.site.db, userId, { personId: bob.id }))
  t.is((await ann.send(toggling, { follows_user_id: String(bob.id) })).text, 'ok')
  t.false(await isFollowing(made.site.db, userId, { personId: bob.id }))
  t.is((await listJournal(made.site.db)).length, before)
})

test('what may not be read is not followed, and looks like what is not there', async t => {
  const { ann, idOf, follows } = await open(t)
  const missing = await ann.send(toggling, { follows_repository_id: '9999' })
  t.is(missing.status, 400)
  const hidden = await ann.send(toggling, { follows_repository_id: await idOf('diary') })
  t.deepEqual([hidden.status, hidden.text], [missing.status, missing.text])
  t.false(await follows('diary'))
  for (const sent of [{}, { follows_repository_id: 'x' }, { follows_user_id: '9999' }]) {
    t.is((await ann.send(toggling, sent as Record<string, string>)).status, 400) // one of several shapes
  }
})

test('only somebody who signed on follows, and only by a form of this site', async t => {
  const { served, ann, idOf, follows } = await open(t)
  const sent = { follows_repository_id: await idOf('project') }
  const stranger = await served.client().send(toggling, sent)
  t.is(stranger.status, 302)
  t.regex(stranger.location ?? '', /\/login/)
  t.is((await ann.ask(toggling, { method: 'POST', body: new URLSearchParams(sent) })).status, 403)
  t.is((await ann.ask(toggling)).status, 405)
  t.false(await follows('project'))
})

test('the button of the summary follows and returns to it, and to nowhere else', async t => {
  const { served, ann, idOf } = await open(t)
  const pressed = async () =>
    /name="follows_repository_id"[^>]*aria-pressed="(\w+)"/.exec((await ann.ask('/project')).text)?.[1]
  t.is(await pressed(), 'false')
  const sent = { follows_repository_id: await idOf('project') }
  const { status, location } = await ann.send(toggling, { ...sent, came_from: '/project' })
  t.is(status, 302)
  t.is(location, '/project')
  t.is(await pressed(), 'true')
  t.is((await ann.send(toggling, { ...sent, came_from: '//elsewhere.example' })).text, 'ok')
  const stranger = await served.client().ask('/project')
  t.notRegex(stranger.text, /follows_repository_id/)
  t.regex(stranger.text, /Followers <span class="count">0</)
})
