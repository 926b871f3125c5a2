import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/*
 * A program that knows nothing of iisnode, in the place of server.ts: what happens to it must happen in the stand-in.
 */

const behaviours: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => unknown>> = {
  '/hints': (_, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' })
    response.end('the answer to whoever asked for hints')
  },
  '/stop-reading': (request, response) => {
    request.once('data', () => {
      request.pause()
      response.writeHead(413, { 'Content-Length': 3 }).end('big')
    })
  },
  '/pipe-back': (request, response) => request.pipe(response),
  '/trailers': (_, response) => {
    response.writeHead(200, { Trailer: 'X-Sum' })
    response.addTrailers({ 'X-Sum': '1' })
    response.end('body')
  },
  '/surplus': (_, response) => response.writeHead(200, { 'Content-Length': 2 }).end('okand more'),
  '/chunks': (_, response) => {
    response.write('one')
    response.end('two')
  },
  '/forbidden': (_, response) => response.writeHead(401).end(),
}

const server = createServer((request, response) => {
  const behave = behaviours[request.url ?? '']
  if (behave !== undefined) return void behave(request, response)
  let body = 0
  request.on('data', piece => {
    body += piece.length
  })
  request.on('end', () => {
    const { url, rawHeaders, httpVersion } = request
    response.end(
      JSON.stringify({ url, rawHeaders, httpVersion, body, pid: process.pid, argv: process.argv, env: process.env }),
    )
  })
})

if (process.env.NAIVE === 'exit') process.exit(1)
console.log('started without waiting for an answer')
if (process.env.NAIVE !== 'deaf') server.listen(process.env.PORT)
process.on('SIGTERM', () => console.log('told to end'))
setInterval(() => {}, 60_000)
