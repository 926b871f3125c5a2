import { type Finding, findingsOf, type Surroundings } from './finding.ts'

const { ok, warn } = findingsOf('long-paths')
const fileSystem = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\FileSystem'

/** Whether Windows lets programs have paths of more than 260 letters. */
export async function checkLongPaths({ platform, registry }: Surroundings): Promise<readonly Finding[]> {
  if (platform !== 'win32') return []
  if ((await registry.values(fileSystem)).get('LongPathsEnabled') === '0x1') return [ok('Windows has long paths')]
  const what = 'Windows cuts paths at 260 letters: Mercurial and backups fail on deep repositories'
  const where = `${fileSystem} LongPathsEnabled`
  return [warn({ what, where, todo: `reg add "${fileSystem}" /v LongPathsEnabled /t REG_DWORD /d 1 /f` })]
}

const httpKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters'

/** What http.sys takes; a ticket of somebody in hundreds of groups is larger than it does by itself. */
export async function listHttpLimits({ platform, registry }: Surroundings): Promise<readonly Finding[]> {
  if (platform !== 'win32') return []
  const values = await registry.values(httpKey)
  const told = ['MaxFieldLength', 'MaxRequestBytes', 'UrlSegmentMaxLength'].map(name => {
    const value = values.get(name)
    return `${name} ${value === undefined ? 'as Windows has it' : Number(value)}`
  })
  return [findingsOf('http.sys').ok(told.join(', '))]
}
