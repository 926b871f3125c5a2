import type { Deviation } from './deviation.ts'
import { type ClientSite, placeOf, type SitePlace } from './site-plan.ts'

/** A question to appcmd, and what its answer must say. */
export interface Question {
  /** Words behind `appcmd`. */
  readonly words: string
  readonly rules: readonly Rule[]
}

interface Rule {
  readonly key: string
  readonly value: string
  readonly consequence: string
  /** Behind `appcmd`. */
  readonly write: string
}

const authentication = 'system.webServer/security/authentication'

/** What is asked of IIS about a site that has been installed so. */
export function questionsAbout(plan: SitePlace): readonly Question[] {
  const { pool, auth, clients } = plan
  const app = `${placeOf(plan)}${plan.virtualFolder === '' ? '/' : ''}`
  return [
    { words: `list apppool "${pool}" /text:*`, rules: poolRules(pool) },
    ...questionsOfSite(app, plan, { strangers: auth !== 'windows', windows: auth !== 'anonymous' }),
    ...(clients ? questionsOfSite(`${clients.site}/`, plan, { strangers: true, windows: false }) : []),
    ...(clients ? [numberOf(clients)] : []),
  ]
}

/** The answers are a transcript: each question as it was typed, the words of appcmd below. */
export function checkMachine(questions: readonly Question[], transcript: string): readonly Deviation[] {
  const answers = readTranscript(transcript)
  return questions.flatMap(({ words, rules }) => {
    const answer = answers.get(words.toLowerCase())
    if (answer === undefined || answer.size === 0) {
      const what = `appcmd ${words} has no answer`
      const consequence = 'it is not there, or nobody asked'
      return [{ where: 'IIS', what, consequence, write: 'install-iis.cmd, as an administrator' }]
    }
    return rules.flatMap(({ key, value, consequence, write }): Deviation[] => {
      const is = answer.get(key.toLowerCase())
      if (is?.toLowerCase() === value.toLowerCase()) return []
      const what = `${words.split(' ').slice(1).join(' ').replace(' /text:*', '')}: ${key} is "${is ?? ''}"`
      return [{ where: 'IIS', what, consequence, write: `appcmd ${write}` }]
    })
  })
}

/**
 * Reads what `/text:*` prints, by the last name in brackets and the key:
 *
 *     line = { " " } ( "[" name "]" | key ":" [ " " ] '"' value '"' )
 */
function readTranscript(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const answers = new Map<string, Map<string, string>>()
  let answer = new Map<string, string>()
  let section = ''
  for (const line of text.split(/\r?\n/)) {
    const question = /appcmd(?:\.exe)?"? +(list .*?) *$/i.exec(line)?.[1]
    const [, key, value] = /^\s*([\w.]+):\s?"(.*)"$/.exec(line) ?? []
    if (question !== undefined) answers.set(question.toLowerCase(), (answer = new Map()))
    else if (key !== undefined)
      answer.set(section === '' ? key.toLowerCase() : `${section}.${key}`.toLowerCase(), value ?? '')
    section = question === undefined ? (/^\s*\[([^\]]+)\]$/.exec(line)?.[1] ?? section) : ''
  }
  return answers
}

function poolRules(pool: string): readonly Rule[] {
  const rule = (key: string, value: string, consequence: string): Rule => {
    const attribute = key.replace(/^add\./, '').replace(/^periodicRestart/, 'recycling.periodicRestart')
    return { key, value, consequence, write: `set apppool "${pool}" /${attribute}:${value === '' ? '""' : value}` }
  }
  return [
    rule('add.managedRuntimeVersion', '', 'modules of .NET can change who is signed on'),
    rule('add.enable32BitAppOnWin64', 'false', 'iisnode of 64 bits is not loaded: 500.0 or 503'),
    rule('add.startMode', 'AlwaysRunning', 'the first visitor waits for the start'),
    rule('processModel.idleTimeout', '00:00:00', 'after 20 minutes without visitors the server is stopped'),
    rule('processModel.maxProcesses', '1', 'several servers write to one database'),
    rule('processModel.loadUserProfile', 'true', 'git and hg may miss a home for their settings'),
    rule('recycling.disallowOverlappingRotation', 'true', 'two generations of the server run beside each other'),
    rule('periodicRestart.time', '00:00:00', 'every 29 hours the server is stopped, also during a push'),
  ]
}

function questionsOfSite(
  app: string,
  { pool, folder }: SitePlace,
  { strangers, windows }: { readonly strangers: boolean; readonly windows: boolean },
): readonly Question[] {
  const place = app.replace(/\/$/, '')
  const ask = (section: string) => `list config "${place}" -section:${section} /text:*`
  const rule = (section: string, key: string, value: string, consequence: string): Rule => ({
    key: `${section}.${key}`,
    value,
    consequence,
    write: `set config "${place}" -section:${section} /${key}:${value} /commit:apphost`,
  })
  const anonymousSection = `${authentication}/anonymousAuthentication`
  const windowsSection = `${authentication}/windowsAuthentication`
  const runtime = 'system.webServer/serverRuntime'
  const known = strangers ? 'IIS refuses whom it does not know' : 'strangers are let in, and Windows asks nobody'
  const asks = windows
    ? 'nobody is signed on by Windows'
    : 'IIS offers Negotiate and NTLM, which git prefers to its token'
  return [
    {
      words: `list app "${app}" /text:*`,
      rules: [
        {
          key: 'application.applicationPool',
          value: pool,
          consequence: 'it runs in another pool: with other rights, and with its own server',
          write: `set app "${app}" /applicationPool:"${pool}"`,
        },
      ],
    },
    {
      words: `list vdir "${place}/" /text:*`,
      rules: [
        {
          key: 'virtualDirectory.physicalPath',
          value: folder,
          consequence: 'IIS serves another folder than this',
          write: `set vdir "${place}/" /physicalPath:"${folder}"`,
        },
      ],
    },
    { words: ask(anonymousSection), rules: [rule(anonymousSection, 'enabled', String(strangers), known)] },
    {
      words: ask(windowsSection),
      rules: [
        rule(windowsSection, 'enabled', String(windows), asks),
        ...(windows
          ? persistence.map(([key, value, consequence]) => rule(windowsSection, key, value, consequence))
          : []),
      ],
    },
    {
      words: ask(runtime),
      rules: [
        rule(
          runtime,
          'authenticatedUserOverride',
          'UseWorkerProcessUser',
          'who may not read the folder of the program is answered with 401.3',
        ),
      ],
    },
  ]
}

const persistence = [
  ['authPersistNonNTLM', 'true', 'each request of a push signs on anew'],
  ['authPersistSingleRequest', 'false', 'a push that is streamed loses its sign-on'],
] as const

function numberOf({ site, id }: ClientSite): Question {
  return {
    words: `list site "${site}" /text:*`,
    rules: [
      {
        key: 'site.id',
        value: String(id),
        consequence: 'the server takes git and hg for browsers: it knows the second site by this number',
        write: `set site "${site}" /id:${id}`,
      },
    ],
  }
}
