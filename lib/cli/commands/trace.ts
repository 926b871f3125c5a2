import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '#std/problem.ts'
import { projectFolder } from '#std/product.ts'
import { askFor } from '#trace/asked.ts'
import { openFollower } from '#trace/follower.ts'
import type { Line } from '#trace/line.ts'
import { formatJson, lineFormatter } from '#trace/line-text.ts'
import { matcher, type Names, ofKallithea, parseNames } from '#trace/names.ts'
import { traceFolder } from '#trace/places.ts'
import { listTraced } from '#trace/traced-processes.ts'
import { type Command, configOption, type Given } from '../command.ts'
import { findLogFolder } from '../iis/log-setting.ts'
import { findSiteFile } from '../site-file.ts'

/** Milliseconds between two looks, and how long one asking holds. */
const pause = 250
const lease = 15_000

export const trace: Command = {
  usage: 'trace [namespaces...]',
  about: 'shows live what all processes of a site do: every exception, and the lines of these namespaces',
  options: [
    configOption,
    { flags: '--also <namespaces>', about: 'of the packages that the site is made of: koa*' },
    { flags: '--without <namespaces>', about: 'but not these: db:*' },
    { flags: '--since <time>', about: 'begins with what is still kept: 30s, 10m, 2h or 1d' },
    { flags: '--no-follow', about: 'ends with what is kept' },
    { flags: '--json', about: 'one JSON object a line' },
    { flags: '--logs <folder>', about: 'where iisnode keeps its logs; else as iisnode.yml beside server.ts says' },
  ],
  example: 'trace vcs:* web:* -c C:\\inetpub\\kallithea-data\\my.ini --since 10m',
  async run({ words, options, switches }, terminal) {
    const ini = findSiteFile(options.config, terminal)
    if (!existsSync(ini)) throw new Problem('not-found', 'there is no such ini', { file: ini })
    const folder = traceFolder(ini)
    const logs = options.logs === undefined ? await findLogFolder(projectFolder) : path.resolve(options.logs)
    const names = namesOf(words, options)
    const since = new Date(Date.now() - parseAgo(options.since ?? (switches.follow === false ? '14d' : '0s')))
    const follower = openFollower({ folder, logs, since, isWanted: matcher(names) })
    const format = switches.json ? formatJson : lineFormatter()
    const tell = (lines: readonly Line[]) => lines.forEach(line => terminal.say(format(line)))
    process.stdout.once('error', () => process.exit(0)) // who read has gone
    process.once('SIGINT', () => process.exit(0)) // Windows has no other end, and it is no failure
    if (switches.follow === false) return tell(await follower.look())
    await askFor(folder, names, lease)
    tell([{ ...ownLine, time: new Date(), text: await beginning({ ini, folder, logs, names }) }])
    for (let asked = Date.now(); ; await sleep(pause)) {
      tell(await follower.look())
      await terminal.keepUp()
      if (Date.now() - asked < lease / 3) continue
      await askFor(folder, names, lease).catch(() => {}) // once it went: the next time again
      asked = Date.now()
    }
  },
}

const ownLine: Omit<Line, 'time' | 'text'> = {
  pid: process.pid,
  namespace: 'kallithea:trace',
  request: null,
  always: true,
}

function namesOf(words: readonly string[], { also = '', without = '' }: Given['options']): Names {
  const own = parseNames(words.join(','))
  const unwanted = ofKallithea(parseNames(without)).map(name => `-${name}`)
  return [...ofKallithea(own.length > 0 ? own : ['*']), ...parseNames(also), ...unwanted]
}

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

function parseAgo(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const length = Object.entries(units).find(([name]) => name === unit)?.[1]
  if (!count || !length) throw new Problem('invalid', 'a time ago is a number and s, m, h or d', { since: text })
  return Number(count) * length
}

interface Followed {
  readonly ini: string
  readonly folder: string
  readonly logs: string | null
  readonly names: Names
}

async function beginning({ ini, folder, logs, names }: Followed): Promise<string> {
  const pids = await listTraced(folder)
  const running = pids.length > 0 ? `process ${pids.join(', ')}` : 'no process runs yet, and the first is waited for'
  const starts =
    logs === null
      ? 'iisnode keeps no log (loggingEnabled in iisnode.yml), so the crash of a start cannot be seen'
      : `starts are seen in ${logs}`
  return `following ${names.join(', ')} of ${ini}: ${running}; ${starts}; Ctrl+C ends`
}
