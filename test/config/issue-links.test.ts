import test from 'ava'
import { loadApp, loadLines, needed } from '../helpers/ini.ts'

test('a pattern, an address and what it reads as, by suffix', async t => {
  const { issueLinks } = await loadApp(
    t,
    'issue_pat = #(\\d+)',
    'issue_server_link = https://i/{repo}/\\1',
    'issue_sub =',
    'issue_pat_wiki = (?i)wiki-(?P<page>\\w+)',
    'issue_server_link_wiki = https://w/\\g<page>',
    'issue_sub_wiki = WIKI-\\g<page>',
  )
  t.deepEqual(issueLinks, [
    { pattern: /#(\d+)/g, link: 'https://i/{repo}/\\1', text: '' },
    { pattern: /wiki-(?<page>\w+)/gi, link: 'https://w/\\g<page>', text: 'WIKI-\\g<page>' },
  ])
})

test('Python’s own ways to write a pattern', async t => {
  const pattern = async (source: string) =>
    (await loadApp(t, `issue_pat = ${source}`, 'issue_server_link = x', 'issue_sub =')).issueLinks[0]?.pattern.source
  t.is(await pattern('(?P<a>.)(?P=a)'), '(?<a>.)\\k<a>')
  t.is(await pattern('(?<!\\S)#(\\d+)(?=\\s|$)'), '(?<!\\S)#(\\d+)(?=\\s|$)')
  t.is(await pattern('\\Ax\\\\Z\\Z'), '(?<![\\s\\S])x\\\\Z(?![\\s\\S])')
})

test('what is incomplete or no pattern is left out, and said', async t => {
  const { config, notes } = await loadLines(t, [
    '[app:main]',
    'issue_pat_a = a',
    'issue_server_link_a = x',
    'issue_pat_b = (',
    'issue_server_link_b = x',
    'issue_sub_b =',
    'issue_pat_c = c',
    'issue_pat_d =',
    'issue_server_link_d =',
    'issue_pat_e = e',
    'issue_server_link_e = x',
    'issue_sub_e = y',
    'issue_prefix_e = z',
    ...needed,
  ])
  t.deepEqual(config.issueLinks, [{ pattern: /e/g, link: 'x', text: 'y' }])
  t.deepEqual(notes, [
    'issue_pat_a has no effect: its issue_sub is missing; it may be empty',
    'issue_pat_b has no effect: it is no regular expression',
    'issue_pat_c has no effect: a pattern needs an issue_server_link, and that needs a pattern',
    'issue_prefix_e has no effect: issue_sub_e says what the link reads as',
  ])
})

test('the older form: {id} is what the groups found', async t => {
  const link = async (source: string, ...lines: string[]) =>
    (await loadApp(t, `issue_pat = ${source}`, 'issue_server_link = https://i/{id}', ...lines)).issueLinks[0]
  t.is((await link('#(\\d+)'))?.link, 'https://i/\\1')
  t.is((await link('(\\w+)-(?:x|(\\d+))'))?.link, 'https://i/\\1\\2')
  t.is((await link('#\\d+'))?.link, 'https://i/\\g<0>')
  t.is((await link('#(\\d+)', 'issue_prefix = No. '))?.text, 'No.\\1')
  t.is((await link('#(\\d+)'))?.text, '')
})
