import { parentPort } from 'node:worker_threads'
import { colours } from './colours.ts'
import { renderMarkdown } from './markdown.ts'
import { renderRst } from './rst.ts'
import { type Line, parseRuns } from './runs.ts'
import type { SanitizeOptions } from './sanitize.ts'

/** What the thread can be asked. */
export type Job =
  | { readonly what: 'highlight'; readonly text: string; readonly language: string }
  | { readonly what: 'markdown'; readonly text: string; readonly options: SanitizeOptions }
  | { readonly what: 'rst'; readonly text: string; readonly options: SanitizeOptions }

/** Null where the job has no answer, e.g. for an unknown language. */
export type Answer = readonly Line[] | string | null

function answer(job: Job): Answer {
  if (job.what === 'markdown') return renderMarkdown(job.text, job.options)
  if (job.what === 'rst') return renderRst(job.text, job.options)
  const markup = colours(job.text, job.language)
  return markup === null ? null : parseRuns(markup)
}

parentPort?.on('message', (job: Job) => {
  try {
    parentPort?.postMessage({ answer: answer(job) })
  } catch {
    parentPort?.postMessage({ answer: null }) // a grammar that fails on a text is the same as no grammar
  }
})
parentPort?.postMessage('ready')
