import type { Socket } from 'node:net'
import { passChunks, passLength, passRest } from './answer-body.ts'
import { type AnswerHead, parseAnswerHead } from './answer-head.ts'
import type { ByteReader } from './byte-reader.ts'
import { answer } from './iis-answer.ts'
import { bufferedOutput, nowhere, type Output } from './output.ts'
import type { SiteConfig } from './web-config.ts'
import { challenges } from './windows-authentication.ts'

export interface Answering {
  readonly client: Socket
  readonly reader: ByteReader
  readonly method: string
  readonly config: SiteConfig
  /** Behind every 401 of the application where Windows authentication is on beside anonymous. */
  readonly addsChallenges: boolean
  readonly adds: readonly string[]
  readonly fault: (what: string) => void
}

/**
 * What became of an answer: a sub-status when nothing was sent yet, else whether pipe and client connection live
 * on.
 */
export type Answered = number | { readonly pipe: boolean; readonly client: boolean }

/** Passes an answer of node on as iisnode does: it believes what the first line and the lengths say. */
export async function passAnswer(answering: Answering): Promise<Answered> {
  const { reader, config, fault } = answering
  const bytes = await reader.until('\r\n\r\n', config.settings.maxRequestBufferSize)
  if (bytes === null) return reader.waiting > 0 ? 1014 : 1011
  const head = parseAnswerHead(bytes)
  if (head === null) return 1013
  if (isInterim(head)) fault(`node sent "${head.first}", which iisnode takes for the whole answer`)
  const isReplaced = config.replacesErrors && Number(head.status) >= 400
  return isReplaced ? replace(answering, head) : pass(answering, head)
}

async function pass(answering: Answering, head: AnswerHead): Promise<Answered> {
  const { client, config } = answering
  const output = bufferedOutput(client, config.responseBufferLimit)
  const bodyless = isBodyless(answering, head)
  const closes = !bodyless && closesPipe(head)
  const written = [
    `HTTP/1.1 ${head.status} ${head.reason}`,
    ...keptLines(answering, head),
    'Server: Microsoft-IIS/10.0',
    ...(closes ? ['Connection: close'] : []),
  ]
  if (!(await output.write(`${written.join('\r\n')}\r\n\r\n`))) return { pipe: false, client: false }
  const whole = await passBody(answering, head, output)
  return { pipe: whole && !closes, client: whole && !closes }
}

/** `existingResponse` of httpErrors: node's page is read to its end, and one of IIS sent in its place. */
async function replace(answering: Answering, head: AnswerHead): Promise<Answered> {
  const { client } = answering
  const whole = await passBody(answering, head, nowhere)
  const headers = keptLines(answering, head).filter(line => !/^(content-.*|transfer-encoding):/i.test(line))
  const sent = await answer(client, { status: Number(head.status), subStatus: 0, headers })
  return { pipe: whole && !closesPipe(head), client: sent }
}

async function passBody(answering: Answering, head: AnswerHead, output: Output): Promise<boolean> {
  const passing = { ...answering, output, flushes: answering.config.settings.flushResponse }
  if (isBodyless(answering, head)) return output.flush()
  if (closesPipe(head)) {
    await passRest(passing)
    return true
  }
  const length = head.find('content-length')
  return length === undefined ? passChunks(passing) : passLength(passing, Number(length))
}

function isBodyless({ method }: Answering, head: AnswerHead): boolean {
  return isInterim(head) || head.status === '204' || head.status === '304' || method === 'HEAD'
}

function isInterim({ status }: AnswerHead): boolean {
  return status.startsWith('1') && status !== '101'
}

function closesPipe(head: AnswerHead): boolean {
  return /^close$/i.test(head.find('connection') ?? '')
}

function keptLines({ addsChallenges, adds }: Answering, { lines, status }: AnswerHead): string[] {
  const kept = [...lines.filter(line => !/^connection:/i.test(line)), ...adds]
  const asks = status === '401' && addsChallenges
  return asks ? [...kept, ...challenges.map(each => `WWW-Authenticate: ${each}`)] : kept
}
