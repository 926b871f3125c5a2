import test, { type ExecutionContext } from 'ava'
import { saveSetting } from '#db/settings.ts'
import { commit } from '../helpers/commit-description.ts'
import { makeSite, type SiteOptions } from '../helpers/site.ts'
import { serve } from '../helpers/web.ts'

const history = [commit('fixes #7', { 'a.txt': 'a line\n' })]
const description =
  'a service [stale] [lang => python] [license => MIT] [requires => shut] [see => https://elsewhere.example/]'

/** A site whose settings change while it is looked at. */
async function openSettings(t: ExecutionContext, more: SiteOptions = {}) {
  const made = await makeSite(t, {
    repositories: {
      'group/open': { commits: history, description },
      shut: { commits: [], private: true },
    },
    ...more,
  })
  const server = await serve(t, made.site)
  const admin = server.client()
  await admin.signIn('admin', 'admin-secret')
  return {
    ...made,
    set: (name: string, value: string) => saveSetting(made.site.db, name, value),
    text: async (path: string) => (await admin.ask(path)).text,
  }
}

test('the title of the site stands in the window and at the top', async t => {
  const { set, text } = await openSettings(t)
  t.regex(await text('/'), /<title>Repositories · Kallithea<\/title>/)
  await set('title', 'Works & <b>Sons')
  const page = await text('/')
  t.regex(page, /<title>Repositories · Works &amp; &lt;b&gt;Sons<\/title>/)
  t.regex(page, /<span>Works &amp; &lt;b&gt;Sons<\/span><\/a>/)
})

test('who may read a repository is marked where administrators want that', async t => {
  const { set, text } = await openSettings(t)
  const marks = async (path: string) => {
    const page = await text(path)
    return [/icons\.svg#lock"/.test(page), /icons\.svg#globe"/.test(page)]
  }
  const [lists, shut, open] = ['/?filter=shut', '/shut', '/group/open'] as const
  await set('show_private_icon', 'True')
  await set('show_public_icon', 'True')
  t.deepEqual(
    [await marks(shut), await marks(open)],
    [
      [true, false],
      [false, true],
    ],
  )
  t.deepEqual(
    [await marks('/'), await marks('/group')],
    [
      [true, false],
      [false, true],
    ],
  )
  await set('show_private_icon', 'False')
  t.deepEqual(
    [await marks(shut), await marks(open), await marks(lists)],
    [
      [false, false],
      [false, true],
      [false, false],
    ],
  )
  await set('show_public_icon', 'False')
  t.deepEqual(
    [await marks(open), await marks('/group')],
    [
      [false, false],
      [false, false],
    ],
  )
})

test('labels in descriptions are seen as labels where administrators want that', async t => {
  const { set, text } = await openSettings(t)
  for (const path of ['/group/open', '/group']) {
    await set('stylify_metalabels', 'False')
    t.regex(await text(path), /a service \[stale\] \[lang =&gt; python\]/)
    await set('stylify_metalabels', 'True')
    const page = await text(path)
    t.regex(page, /a service <span class="label">stale<\/span> <span class="label">python<\/span>/)
    t.regex(
      page,
      /<span class="label"><a href="https:\/\/opensource\.org\/licenses\/MIT" rel="noreferrer">MIT<\/a><\/span>/,
    )
    t.regex(page, /<span class="label"><a href="\/shut" rel="noreferrer">requires: shut<\/a><\/span>/)
    t.regex(page, /<a href="https:\/\/elsewhere\.example\/" rel="noreferrer">see: https:\/\/elsewhere\.example\/<\/a>/)
  }
})

test('further fields of a repository are told on its summary where there are such', async t => {
  const { site, repository, set, text } = await openSettings(t)
  const { id } = await repository('group/open')
  const field = { repository_id: id, field_desc: '', field_type: 'str', created_on: new Date() }
  await site.db
    .insertInto('repositories_fields')
    .values([
      { ...field, field_key: 'customer', field_label: 'Customer', field_value: 'Example & <b>Sons' },
      { ...field, field_key: 'nothing', field_label: 'Nothing', field_value: ' ' },
    ])
    .execute()
  await set('repository_fields', 'False')
  t.notRegex(await text('/group/open'), /Customer/)
  await set('repository_fields', 'True')
  const page = await text('/group/open')
  t.regex(page, /<dt>Customer<\/dt><dd>Example &amp; &lt;b&gt;Sons<\/dd>/)
  t.notRegex(page, /<dt>Nothing<\/dt>/)
})

test('the addresses to clone are made as administrators say', async t => {
  const { set, text, repository } = await openSettings(t)
  const { id } = await repository('group/open')
  await set('clone_uri_tmpl', 'https://hosts.example/{repo}.x')
  const page = await text('/group/open')
  t.true(page.includes('value="https://hosts.example/group/open.x"'))
  t.true(page.includes(`value="https://hosts.example/_${id}.x"`))
})

test('the version is told where administrators want that', async t => {
  const { set, text } = await openSettings(t)
  for (const path of ['/', '/about']) {
    await set('show_version', 'True')
    t.regex(await text(path), /Kallithea for IIS \d/)
    await set('show_version', 'False')
    t.notRegex(await text(path), /Kallithea for IIS \d/)
  }
})

test('lists are as long as administrators say', async t => {
  const { set, text } = await openSettings(t, {
    repositories: { 'a/one': {}, 'a/two': {}, b: {}, c: {}, d: {} },
    users: { ann: {}, bob: {} },
  })
  const rows = (page: string) => Array.from(page.matchAll(/data-row data-name="([^"]*)"/g), ([, name]) => name)
  await set('dashboard_items', '3')
  t.deepEqual(rows(await text('/')), ['a', 'b', 'c'])
  t.deepEqual(rows(await text('/?page=2')), ['d'])
  t.regex(await text('/?filter=o'), /data-name="a\/one"/)
  await set('dashboard_items', '1')
  t.deepEqual(rows(await text('/a?page=2')), ['two'])
  t.regex(await text('/a?filter=o'), /href="\/a\?filter=o&amp;page=2" rel="next"/)
  await set('admin_grid_items', '2')
  t.is(rows(await text('/_admin/users')).length, 2)
})

test('whatever administrators put into pages for others to count visitors, nobody else is asked', async t => {
  const { set, text } = await openSettings(t)
  await set('ga_code', '<script src="https://counter.example/x.js"></script>')
  await set('use_gravatar', 'True')
  await set('gravatar_url', 'https://faces.example/{md5email}')
  for (const path of ['/', '/group/open', '/group/open/changelog'])
    t.notRegex(await text(path), /counter\.example|faces\.example/)
})

test('issues are links where the ini says what they look like', async t => {
  const ini = { issue_pat: '#(\\d+)', issue_server_link: 'https://issues.example/{repo}/\\1', issue_sub: '' }
  const linked = await openSettings(t, { ini })
  const link = '<a href="https://issues.example/group/open/7" rel="noreferrer">#7</a>'
  for (const path of ['/group/open', '/group/open/changelog', '/group/open/changeset/tip'])
    t.true((await linked.text(path)).includes(link), path)
  t.false((await (await openSettings(t)).text('/group/open/changelog')).includes('issues.example'))
})
