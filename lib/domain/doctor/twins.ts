import type { Config } from '#config/config.ts'
import { listTwins } from '../instances.ts'
import { type Finding, findingsOf } from './finding.ts'

const { ok, bad } = findingsOf('instances')

/** Whether another instance that runs has the cookie of this one. */
export async function checkTwins(config: Config): Promise<readonly Finding[]> {
  const twins = await listTwins(config)
  const { key } = config.session
  if (twins.length === 0) return [ok(`the cookie ${key} is of this instance alone`)]
  const what = `the cookie ${key} is also that of ${twins.join(', ')}: each signs the visitors of the other out`
  return [bad({ what, where: `${config.file} session.key`, todo: `session.key = ${key}2, in one of the two` })]
}
