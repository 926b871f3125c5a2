import { randomUUID } from 'node:crypto'
import { rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Finding, findingsOf, type Surroundings } from './finding.ts'

const { ok, warn, bad } = findingsOf('clock')

/** From here on Kerberos refuses tickets. */
const mostOfKerberos = 300_000
/** Files of a share have the time of its server. */
const mostOfFiles = 120_000

/** Whether the clock of the files is that of this machine; a folder that cannot be written to is told elsewhere. */
export async function checkClock(folder: string, { now }: Pick<Surroundings, 'now'>): Promise<readonly Finding[]> {
  const file = path.join(folder, `.clock-${randomUUID()}`)
  try {
    await writeFile(file, '')
    const difference = Math.abs((await stat(file)).mtimeMs - now().getTime())
    await rm(file)
    if (difference <= mostOfFiles) return [ok('files have the time of this machine')]
    const what = `files get a time that is ${seconds(difference)} away from that of this machine`
    return [warn({ what, where: folder, todo: 'set both clocks by the domain: w32tm /resync' })]
  } catch {
    return []
  }
}

/** Whether the clock of the domain is ours. */
export function checkOffset(server: string, theirs: Date, ours: Date): readonly Finding[] {
  const difference = Math.abs(theirs.getTime() - ours.getTime())
  if (difference <= mostOfKerberos) return [ok(`${server} has the time of this machine`)]
  const what = `the clock of ${server} is ${seconds(difference)} away from ours: Kerberos refuses more than 5 minutes`
  return [bad({ what, where: server, todo: 'set the clock by the domain: w32tm /resync' })]
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} seconds`
}
