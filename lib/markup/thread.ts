import { parentPort } from 'node:worker_threads'
import { colours } from './colours.ts'
import { renderMarkdown } from './markdown.ts'
import { renderRst } from './rst.ts'
import { type Marks, packLines, parseRuns } from './runs.ts'
import type { SanitizeOptions } from './sanitize.ts'

/** What the thread can be asked. */
export type Job =
  | { readonly what: 'highlight'; readonly texts: readonly string[]; readonly language: string }
  | { readonly what: 'markdown'; readonly text: string; readonly options: SanitizeOptions }
  | { readonly what: 'rst'; readonly text: string; readonly options: SanitizeOptions }

/** Null where the job has no answer, e.g. for an unknown language. */
export type Answer = readonly Marks[] | string | null

function answer(job: Job): Answer {
  if (job.what === 'markdown') return renderMarkdown(job.text, job.options)
  if (job.what === 'rst') return renderRst(job.text, job.options)
  const marks = job.texts.flatMap(text => colours(text, job.language) ?? []).map(markup => packLines(parseRuns(markup)))
  return marks.length === job.texts.length ? marks : null
}

parentPort?.on('message', (job: Job) => {
  try {
    const given = answer(job)
    parentPort?.postMessage({ answer: given }, Array.isArray(given) ? given.map(({ numbers }) => numbers.buffer) : [])
  } catch {
    parentPort?.postMessage({ answer: null }) // a grammar that fails on a text is the same as no grammar
  }
})
parentPort?.postMessage('ready')
