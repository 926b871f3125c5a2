import type { Site } from '#domain/site.ts'
import type { Trial } from './bad-addresses.ts'
import { pageName } from './page-name.ts'
import { permissionTable } from './permission-table.ts'
import type { Answer, Client } from './web.ts'

/** Asks with bad values and looks at what comes back. */
export interface Judge {
  /** What is wrong with the answer, a sentence each. */
  try(trial: Trial): Promise<readonly string[]>
}

export function makeJudge({ vcs }: Pick<Site, 'vcs'>, client: Client): Judge {
  const good = new Map<string, Promise<Answer>>()
  const ask = (path: string, { page }: Trial) => {
    const script = permissionTable[pageName(page)]?.script && { 'x-requested-with': 'XMLHttpRequest' }
    if (page.method === 'POST') return client.send(path, {})
    return client.ask(path, { headers: { 'accept-encoding': 'identity', ...script } })
  }
  return {
    async try(trial) {
      const { path, without, fate } = trial
      const before = vcs.runner.started()
      const answer = await ask(path, trial)
      const started = vcs.runner.started() - before
      const faults = [...sizeFaults(answer), ...(answer.status >= 400 ? refusalFaults(answer, started) : [])]
      if (fate === 'as without') {
        const asked = good.get(without) ?? ask(without, trial)
        good.set(without, asked)
        if (faceOf(answer) !== faceOf(await asked)) faults.push('is not answered as without it')
      } else if (answer.status !== fate) faults.push(`${answer.status}, but by the table it is ${fate}`)
      return faults.map(fault => `${trial.page.method} ${shortened(path)}: ${fault}`)
    },
  }
}

/** Somebody is told something, and nothing was started. */
export function refusalFaults({ status, text, headers }: Answer, started: number): readonly string[] {
  const isPage = headers.get('content-type')?.startsWith('text/html')
  const isTold = isPage ? /<h1>[A-Z][^<]{3,}<\/h1>/.test(text) : /^[A-Z].{10,}/.test(text)
  return [
    ...(status >= 500 ? [`${status} is our own fault`] : []),
    ...(isTold ? [] : ['nobody is told anything']),
    ...(started > 0 ? ['a process was started'] : []),
  ]
}

const mostText = 60_000
const mostHeaders = 6_000

/** However long a question is, the answer is not. */
export function sizeFaults({ headers, text }: Answer): readonly string[] {
  const length = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  return [
    ...(text.length > mostText ? [`an answer of ${text.length} letters`] : []),
    ...(length > mostHeaders ? [`headers of ${length} letters`] : []),
  ]
}

/** What can be compared: without tokens and where to return to. */
function faceOf({ status, location, text }: Answer): string {
  const bare = text.replaceAll(/(name="_session\w+" value)="[^"]*"|(?:\?|&amp;)came_from=[^"&]*/g, '$1')
  return JSON.stringify([status, location, bare])
}

export function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 160)}… (${text.length})` : text
}
