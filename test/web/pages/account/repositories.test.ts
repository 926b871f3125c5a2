import test from 'ava'
import { follow } from '#db/followers.ts'
import { openAdministration } from '../../../helpers/administration.ts'

test('what somebody owns and watches is listed, but for what he may not read', async t => {
  const { server, site, user } = await openAdministration(t, {
    users: { joe: {} },
    repositories: {
      mine: { owner: 'joe' },
      watched: {},
      hidden: { grants: { default: 'none' } },
    },
  })
  const joe = server.client()
  await joe.signIn('joe', 'joe-secret')
  const { id } = await user('joe')
  const rows = await site.db.selectFrom('repositories').selectAll().execute()
  for (const { repo_id, repo_name } of rows) {
    if (repo_name !== 'mine') await follow(site.db, { userId: id, repositoryId: repo_id, when: new Date() })
  }
  const namesAt = async (address: string) =>
    [...(await joe.ask(address)).text.matchAll(/data-name="([^"]*)"/g)].map(([, name]) => name)
  t.deepEqual(await namesAt('/_admin/my_account/repos'), ['mine'])
  t.deepEqual(await namesAt('/_admin/my_account/watched'), ['watched'])
})

test('who owns and watches nothing is told how that changes', async t => {
  const { admin } = await openAdministration(t)
  t.regex((await admin.ask('/_admin/my_account/repos')).text, /You own no repository/)
  t.regex((await admin.ask('/_admin/my_account/watched')).text, /You watch no repository/)
})
