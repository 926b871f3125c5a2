import test from 'ava'
import { findAddressed } from '#domain/repository-names.ts'
import { makeSite } from '../helpers/site.ts'

test('the longest known name wins, in the case in which it is stored', async t => {
  const { site, repository } = await makeSite(t, {
    groups: { 'projects/web': {} },
    repositories: { 'projects/web/site': {}, 'projects/app': {}, app: {}, 'büro/übersicht': {} },
  })
  const { id } = await repository('projects/app')
  const find = async (path: string) => {
    const found = await findAddressed(site, path.split('/'))
    if (!found) return null
    const what = 'repository' in found ? `repository ${found.repository.name}` : `group ${found.group.name}`
    return `${what} ${found.length}`
  }
  const answers: readonly (readonly [string, string | null])[] = [
    ['app', 'repository app 1'],
    ['app/files/tip/a/b', 'repository app 1'],
    ['app/', 'repository app 1'],
    ['projects', 'group projects 1'],
    ['projects/', 'group projects 1'],
    ['projects/web', 'group projects/web 2'],
    ['projects/web/nothing', 'group projects/web 2'],
    ['projects/web/site', 'repository projects/web/site 3'],
    ['projects/web/site/changelog', 'repository projects/web/site 3'],
    ['projects/app/files/tip/projects/web/site', 'repository projects/app 2'],
    ['büro/übersicht/files', 'repository büro/übersicht 2'],
    [`_${id}`, 'repository projects/app 1'],
    [`_${id}/files/tip`, 'repository projects/app 1'],
    ['_999999', null],
    [`_${id}x`, null],
    [`0_${id}`, null],
    ['App', null],
    ['PROJECTS/app', null],
    ['', null],
    ['/app', null],
    ['nothing', null],
    ['%', null],
  ]
  for (const [path, answer] of answers) t.is(await find(path), answer, path)
})
