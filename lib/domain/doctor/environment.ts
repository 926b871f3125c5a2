import { listOverrides, portKind } from '../running-process.ts'
import { type Finding, findingsOf, type Surroundings } from './finding.ts'

const { ok, warn, bad } = findingsOf('environment')
const machineKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment'

/** Variables of the machine that win over what iisnode gives to its processes. */
export async function checkEnvironment({ environment, registry }: Surroundings): Promise<readonly Finding[]> {
  const ofMachine = Object.fromEntries(await registry.values(machineKey))
  const all = { ...withoutPipe(environment), ...ofMachine }
  const whereIs = (name: string) => (name in ofMachine ? `${machineKey} ${name}` : `environment ${name}`)
  const findings: Finding[] = []
  const port = Object.entries(all).find(([name]) => name.toUpperCase() === 'PORT')
  if (port?.[1]) {
    const what = 'PORT is set: iisnode cannot give the server its pipe, and every request fails after 25 seconds'
    findings.push(bad({ what, where: whereIs(port[0]), todo: 'remove the variable, then restart Windows' }))
  }
  for (const [name, value] of listOverrides(all)) {
    const what = `${name} is set to ${value}: it wins over web.config and iisnode.yml`
    findings.push(warn({ what, where: whereIs(name), todo: 'remove the variable, then restart Windows' }))
  }
  return findings.length > 0 ? findings : [ok('nothing stands in the way of iisnode')]
}

/** Under iisnode PORT is a pipe, as it should be. */
function withoutPipe(environment: Surroundings['environment']): Surroundings['environment'] {
  return portKind(environment['PORT']) === 'pipe' ? { ...environment, PORT: undefined } : environment
}
