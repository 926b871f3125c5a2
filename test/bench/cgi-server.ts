import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/*
 * A web server that runs CGI programs and does nothing else, as a process of its own: what starts processes should be
 * small. Its one argument is JSON: { "/name": { "program": path, "environment": { … } } }. Prints its port.
 */

export interface CgiProgram {
  readonly program: string
  readonly environment: Readonly<Record<string, string>>
}

if (import.meta.main) serve(JSON.parse(process.argv[2] ?? '{}'))

function serve(programs: Readonly<Record<string, CgiProgram>>): void {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const name = pathname.split('/', 2).join('/')
    const found = programs[name]
    if (!found) response.writeHead(404).end()
    else
      run(
        { found, name, pathInfo: decodeURIComponent(pathname.slice(name.length)), query: search.slice(1) },
        request,
        response,
      )
  })
  server.listen(0, '127.0.0.1', () => {
    const bound = server.address()
    process.stdout.write(`${typeof bound === 'object' && bound !== null ? bound.port : ''}\n`)
  })
}

interface Call {
  readonly found: CgiProgram
  readonly name: string
  readonly pathInfo: string
  readonly query: string
}

function run({ found, name, pathInfo, query }: Call, request: IncomingMessage, response: ServerResponse): void {
  const child = spawn(found.program, [], {
    env: {
      PATH: '/usr/bin:/bin',
      GATEWAY_INTERFACE: 'CGI/1.1',
      SERVER_PROTOCOL: 'HTTP/1.1',
      SERVER_NAME: '127.0.0.1',
      SERVER_PORT: String(request.socket.localPort),
      HTTP_HOST: request.headers.host ?? '',
      REQUEST_METHOD: 'GET',
      SCRIPT_NAME: name,
      PATH_INFO: pathInfo,
      QUERY_STRING: query,
      REMOTE_ADDR: '127.0.0.1',
      ...found.environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let head = Buffer.alloc(0)
  let isOpen = false
  child.stdout.on('data', (bytes: Buffer) => {
    if (isOpen) return void response.write(bytes)
    head = Buffer.concat([head, bytes])
    const [, end = ''] = /^.*?(\r?\n\r?\n)/s.exec(head.toString('latin1')) ?? []
    if (end === '') return
    isOpen = true
    const at = head.indexOf(end)
    begin(head.toString('latin1', 0, at), response)
    response.write(head.subarray(at + end.length))
  })
  child.on('close', () => response.end())
}

function begin(head: string, response: ServerResponse): void {
  const fields = head.split(/\r?\n/).map(line => line.split(/:\s*(.*)/s))
  for (const [name = '', value = ''] of fields) {
    if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value, 10)
    else response.appendHeader(name, value)
  }
}
