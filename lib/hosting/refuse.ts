import { STATUS_CODES, type ServerResponse } from 'node:http'

/** Answers for the host itself, where the application must not see the request. */
export function refuse(response: ServerResponse, status: number, sentence: string): void {
  answer(response, status, `${STATUS_CODES[status]}\n\n${sentence}\n`)
}

/** Sends a reader to the same page in the letters of the application's own address. */
export function redirect(response: ServerResponse, location: string): void {
  response.setHeader('Location', location)
  answer(response, 302, `${location}\n`)
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}
