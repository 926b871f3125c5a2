import type { Vcs } from '#vcs/open.ts'

/** What a person who asks why this process behaves as it does needs to know of it. Nothing in it is secret. */
export interface RunningProcess {
  readonly pid: number
  readonly words: readonly string[]
  readonly flags: readonly string[]
  readonly program: string
  readonly folder: string
  readonly node: string
  readonly started: Date
  readonly megabytes: number
  readonly home: string | null
  /** Of the worker process, where IIS started us. */
  readonly pool: string | null
  readonly port: PortKind
  readonly iisnode: string | null
  /** Variables that overrule attributes of `<iisnode>`, whatever web.config says. */
  readonly overrides: readonly (readonly [name: string, value: string])[]
}

/** pipe: iisnode made it. number: something outside set it, and under iisnode every request would fail. */
export type PortKind = 'pipe' | 'number' | 'other' | 'none'

type Environment = Readonly<Record<string, string | undefined>>

export function examineProcess(environment: Environment, now: Date): RunningProcess {
  return {
    pid: process.pid,
    words: process.argv.slice(1),
    flags: process.execArgv,
    program: process.execPath,
    folder: process.cwd(),
    node: process.versions.node,
    started: new Date(now.getTime() - process.uptime() * 1000),
    megabytes: Math.round(process.memoryUsage.rss() / 1_048_576),
    home: environment['HOME'] ?? environment['USERPROFILE'] ?? null,
    pool: environment['APP_POOL_ID'] ?? null,
    port: portKind(environment['PORT']),
    iisnode: environment['IISNODE_VERSION'] ?? null,
    overrides: listOverrides(environment),
  }
}

export function portKind(port: string | undefined): PortKind {
  if (port === undefined || port === '') return 'none'
  if (/^(\\\\\.\\pipe\\|\/)/.test(port)) return 'pipe'
  return /^\d+$/.test(port) ? 'number' : 'other'
}

/** What iisnode itself gives to its processes: it overrules nothing. */
const own =
  /^IISNODE_(VERSION|CONTROL_PIPE|LOGGINGENABLED|LOGDIRECTORY|MAXTOTALLOGFILESIZEINKB|MAXLOGFILESIZEINKB|MAXLOGFILES)$/i

/** Variables named like an attribute of `<iisnode>`: they win over web.config and iisnode.yml. */
export function listOverrides(environment: Environment): RunningProcess['overrides'] {
  return Object.entries(environment)
    .flatMap(([name, value]) => (/^IISNODE_/i.test(name) && !own.test(name) ? [[name, value ?? ''] as const] : []))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
}

/** A program that the server starts, and what it says of itself. */
export interface UsedProgram {
  readonly name: 'git' | 'hg'
  /** Null where it was not found. */
  readonly path: string | null
  /** Null where it did not answer. */
  readonly version: string | null
}

export async function listPrograms(vcs: Pick<Vcs, 'runner' | 'tools'>): Promise<readonly UsedProgram[]> {
  const tools = await vcs.tools()
  return (['git', 'hg'] as const).map(name => ({
    name,
    path: vcs.runner.programs[name],
    version: tools[name]?.version ?? null,
  }))
}
