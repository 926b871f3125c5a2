import type { SiteFolder } from '#domain/folders.ts'
import type { IisLimits } from '#domain/iis-limits.ts'
import type { RunningProcess, UsedProgram } from '#domain/running-process.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { productName } from './layout.ts'
import { stepBox } from './step-list.ts'

/** How this process was started, and what it is. */
export function processBox(visit: Visit, process: RunningProcess, programs: readonly UsedProgram[]): Html {
  const rows: readonly (readonly [string, Html | string | number])[] = [
    [visit.t('Program'), productName(visit)],
    ['Node.js', html`${process.node} <code>${process.program}</code>`],
    ...programs.map(({ name, path, version }) => [name, programText(visit, path, version)] as const),
    ['iisnode', process.iisnode ?? visit.t('not under iisnode')],
    [visit.t('Application pool'), process.pool ?? '—'],
    [visit.t('Process'), process.pid],
    [visit.t('Started'), age(visit, process.started)],
    [visit.t('Memory'), `${process.megabytes} MB`],
    [visit.t('Words'), code([...process.flags, ...process.words].join(' '))],
    [visit.t('Folder'), code(process.folder)],
    ['HOME', process.home === null ? '—' : code(process.home)],
    ['PORT', visit.t(ports[process.port])],
    ...process.overrides.map(([name, value]) => [name, overrideText(visit, value)] as const),
  ]
  return factBox({ id: 'process', title: visit.t('This process'), rows })
}

function programText(visit: Visit, path: string | null, version: string | null): Html {
  if (path === null) return html`<span class="label bad">${visit.t('not found')}</span>`
  if (version === null) return html`<span class="label bad">${visit.t('does not answer')}</span> ${code(path)}`
  return html`${version} ${code(path)}`
}

function overrideText(visit: Visit, value: string): Html {
  return html`${code(value)} <span class="label warn">${visit.t('wins over web.config and iisnode.yml')}</span>`
}

const ports: Readonly<Record<RunningProcess['port'], string>> = {
  pipe: 'a pipe, as iisnode makes it',
  number: 'a number: something on this machine has set it, and under iisnode no request would arrive',
  other: 'neither a pipe nor a number',
  none: 'not set: the ini says where to listen',
}

/** The sizes at which IIS stops a request. */
export function limitBox(visit: Visit, limits: IisLimits | null): Html {
  if (limits === null) return html`<p class="muted">${visit.t('There is no web.config beside server.ts.')}</p>`
  const rows = limits.values.map(({ name, value, isUsual }) => {
    const usual = isUsual && html` <span class="muted">${visit.t('(as IIS has it)')}</span>`
    return [name, html`${value}${usual}`] as const
  })
  const title = visit.t('Limits found')
  const note = visit.t('In {file}. http.sys has its own: 16 KB for all headers of a request.', { file: limits.file })
  return factBox({ id: 'limits', title, rows, note })
}

export interface ProbedFolder extends SiteFolder {
  /** The system's word for what did not go; null when all went well. */
  readonly problem: string | null
}

/** Whether this process may write where it has to. */
export function folderBox(visit: Visit, folders: readonly ProbedFolder[]): Html {
  return stepBox(visit, {
    id: 'folders',
    title: visit.t('Folders to write to'),
    steps: folders.map(each => ({
      tone: each.problem === null ? 'ok' : 'bad',
      title: each.name,
      detail: html`${code(each.folder)} ${problemText(visit, each)}`,
    })),
  })
}

function problemText(visit: Visit, { problem }: ProbedFolder): string {
  return problem === null ? '' : visit.t('cannot be written to ({problem})', { problem })
}

interface FactBox {
  readonly id: string
  readonly title: string
  readonly rows: readonly (readonly [name: string, value: Html | string | number])[]
  readonly note?: string
}

function factBox({ id, title, rows, note }: FactBox): Html {
  return html`<section class="box" aria-labelledby="${id}"><header><h2 id="${id}">${title}</h2></header>
<div class="body"><dl class="facts">${rows.map(
    ([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>
`,
  )}</dl></div>${note && html`<footer>${note}</footer>`}</section>`
}

function code(text: string): Html {
  return html`<code>${text}</code>`
}
