import test from 'ava'
import { pathOf } from '#web/route.ts'
import { routes } from '#web/routes.ts'

test('a slash inside a parameter is encoded, in names and paths it stays', t => {
  const needs = { repository: 'büro/blätter', revision: 'feature/x', path: 'a b/c%.txt' }
  t.is(pathOf(routes.repository.files, needs), '/b%C3%BCro/bl%C3%A4tter/files/feature%2Fx/a%20b/c%25.txt')
})

test('the root of the files ends with a slash, as in Kallithea', t => {
  t.is(pathOf(routes.repository.files, { repository: 'r', revision: 'tip', path: '' }), '/r/files/tip/')
})

test('values of the query are encoded, and what is not there is left out', t => {
  const query = { came_from: '/a?b=c&d', page: 2, filter: null, size: undefined }
  t.is(pathOf(routes.home, {}, query), '/?came_from=%2Fa%3Fb%3Dc%26d&page=2')
})
