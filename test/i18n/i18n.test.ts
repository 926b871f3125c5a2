import test from 'ava'
import { translator } from '#i18n/i18n.ts'

test('English needs no catalogue', t => {
  t.is(translator()('Tags of {repository}', { repository: 'app' }), 'Tags of app')
})

test('a translation keeps its placeholders, a missing one shows English', t => {
  const german = translator(new Map([['Tags of {repository}', 'Tags von {repository}']]))
  t.is(german('Tags of {repository}', { repository: 'app' }), 'Tags von app')
  t.is(german('Branches'), 'Branches')
})

test('a hole without a value stays visible', t => {
  t.is(translator()('{count} commits'), '{count} commits')
})
