import { randomUUID } from 'node:crypto'
import { type IncomingMessage, request } from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { type PromotedVariable, promotedVariables } from './promoted.ts'

/** The name of a pipe that nobody has, as iisnode makes one; where Windows is not, it is a file in the folder. */
export function makePipeName(folder: string): string {
  const id = randomUUID()
  return process.platform === 'win32' ? `\\\\.\\pipe\\${id}` : path.join(folder, `${id.slice(0, 8)}.sock`)
}

/** What a server on a pipe answers to iisnode when somebody on this machine asks whom Windows did not sign on. */
export async function askOnPipe(pipe: string, address: string): Promise<{ status: number; text: string }> {
  const variables: Readonly<Partial<Record<PromotedVariable, string>>> = {
    INSTANCE_ID: '1',
    REMOTE_ADDR: '127.0.0.1',
    HTTPS: 'off',
    SERVER_PORT: '80',
    APPL_MD_PATH: '/LM/W3SVC/1/ROOT',
    UNENCODED_URL: address,
  }
  const promoted = promotedVariables.toReversed().map(name => [`X-iisnode-${name}`, variables[name] ?? ''])
  const headers = [['Host', 'localhost'], ['Connection', 'close'], ...promoted].flat()
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ socketPath: pipe, path: address, headers }, resolve).on('error', reject).end()
  })
  return { status: answer.statusCode ?? 0, text: await text(answer) }
}
