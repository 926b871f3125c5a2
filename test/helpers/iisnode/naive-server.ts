import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Behaviour, megabyte } from './behaviour.ts'

/*
 * A program that knows nothing of iisnode, in the place of server.ts: what happens to it must happen in the stand-in.
 * Where it waits, it waits for the file go.txt beside it.
 */

const behaviours: Readonly<Record<string, Behaviour>> = {
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
  '/forbidden': (_, response) => response.writeHead(401, { 'X-Kept': 'yes' }).end('our own page'),
  '/held': async (_, response) => {
    console.log('holds a request')
    await go()
    response.end(String(process.pid))
  },
  '/slowly': async (_, response) => {
    response.write(megabyte, () => console.log('a megabyte was taken'))
    await go()
    response.end('the rest')
  },
  '/child': (_, response) => response.end(String(spawn('sleep', ['600'], { stdio: 'ignore' }).pid)),
  '/close-pipe': (request, response) => {
    request.socket.once('close', () => console.log('closed the pipe'))
    response.end('ok', () => request.socket.destroy())
  },
}

let pipes = 0
const numbers = new WeakMap<object, number>()

const server = createServer((request, response) => {
  const behave = behaviours[request.url ?? '']
  if (behave !== undefined) return void behave(request, response)
  let body = 0
  request.on('data', piece => {
    body += piece.length
  })
  request.on('end', () => {
    const { url, rawHeaders, httpVersion, socket } = request
    const { pid, argv, env } = process
    const here = { pid, argv, env, folder: process.cwd(), pipe: numbers.get(socket) }
    response.end(JSON.stringify({ url, rawHeaders, httpVersion, body, ...here }))
  })
})
server.on('connection', socket => numbers.set(socket, ++pipes))

if (process.env.NAIVE === 'exit') process.exit(1)
console.log('started without waiting for an answer')
if (process.env.NAIVE === 'late') go().then(() => server.listen(process.env.PORT))
else server.listen(process.env.PORT)
process.on('SIGTERM', () => console.log('told to end'))
setInterval(() => {}, 60_000)

async function go(): Promise<void> {
  while (!existsSync('go.txt')) await sleep(20)
}
