import test from 'ava'
import { settingsOfXml, settingsOfYml } from './settings.ts'
import { parseXml } from './xml.ts'

const plain = settingsOfXml({})

test('a misspelt attribute of <iisnode> fails the site', t => {
  t.throws(() => settingsOfXml({ promoteServerVar: 'X' }), { message: /unrecognized/ })
  t.throws(() => settingsOfXml({ flushResponse: 'yes' }))
  t.throws(() => settingsOfXml({ maxLogFiles: 'many' }))
})

test('iisnode.yml keeps quotes, ends values at #, passes over unknown keys and empty values', t => {
  const text =
    'nodeProcessCommandLine: "C:\\x y\\node.exe" --flag # c\n\n  maxLogFiles : 7  \n' +
    'logDirectory:\nnobody: knows\nflushResponse: YES'
  const read = settingsOfYml(text, plain)
  t.is(read.nodeProcessCommandLine, '"C:\\x y\\node.exe" --flag')
  t.is(read.maxLogFiles, 7)
  t.is(read.logDirectory, 'iisnode')
  t.true(read.flushResponse)
  t.is(settingsOfYml('debugPortRange: 7000\ndebuggerPortRange: 8000-9000', plain).debuggerPortRange, '8000-9000')
})

test('a line of iisnode.yml without a colon, and a bad value, fail every request', t => {
  t.throws(() => settingsOfYml('---', plain))
  t.throws(() => settingsOfYml('flushResponse: perhaps', plain))
  t.throws(() => settingsOfYml('\tmaxLogFiles 3', plain))
  t.throws(() => settingsOfYml('\ufeff# a mark of Unicode before the first comment', plain))
})

test('a web.config that is not well-formed fails the site', t => {
  for (const text of ['<a>', '<a></b>', '<a b=1/>', '<a b="1" b="2"/>', '<a/><b/>', '<a>text</a>']) {
    t.throws(() => parseXml(text), undefined, text)
  }
})
