import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { findLogFolder } from '#cli/iis/log-setting.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { project } from '../../helpers/source.ts'

const xml = (attributes: string) =>
  `<configuration><system.webServer><iisnode ${attributes}/></system.webServer></configuration>`

test('where iisnode keeps its log is read as iisnode reads it', async t => {
  const folder = await makeFolder(t)
  const put = async (config: string, yml: string) => {
    await writeFile(path.join(folder, 'web.config'), config)
    await writeFile(path.join(folder, 'iisnode.yml'), yml)
    return findLogFolder(folder)
  }
  t.is(await findLogFolder(folder), path.join(folder, 'iisnode'), 'without files')
  t.is(await put(xml('logDirectory="a"'), ''), path.join(folder, 'a'))
  t.is(await put(xml('logDirectory="a"'), 'logDirectory: ..\\b\\c # why\n'), path.join(folder, '../b/c'))
  t.is(await put(xml('loggingEnabled="false"'), ''), null)
  t.is(await put(xml('loggingEnabled="false"'), 'loggingEnabled: yes\n'), path.join(folder, 'iisnode'))
  t.is(await put('no xml', 'nothing'), path.join(folder, 'iisnode'))
})

test('the files of this project name the folder beside the data', async t => {
  t.is(await findLogFolder(project), path.resolve(project, '../kallithea-data/iisnode-logs'))
})
