import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a program of the tests does at one of its addresses. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => unknown

export const megabyte = Buffer.alloc(1 << 20, 'x')
