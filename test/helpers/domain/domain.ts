import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ExecutionContext } from 'ava'
import { join } from './join.ts'

/*
 * A real Active Directory: Samba as the domain controller of CORP, in a network of its own, in which the web server is
 * called scm.corp.example. Needs root. Nothing outside a folder of its own is changed.
 */

export interface Domain {
  readonly folder: string
  /** Its address inside, http and without a port. */
  readonly origin: string
  /** Runs a program inside; what it printed. A code other than 0 is an error. */
  run(words: readonly string[], options?: Run): Promise<string>
  spawn(words: readonly string[], options?: SpawnOptions): ChildProcess
  /** Signs on as the people of the domain do at their machines: the file of the tickets. */
  ticketsOf(user: string): Promise<string>
  /** The web server inside: what it is asked goes to this port outside. */
  serve(port: number): Promise<void>
}

interface Run {
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
}

export const password = 'Rig-Us3r!'
const webHost = 'scm.corp.example'
const webAddress = '127.0.0.20'

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const execute = promisify(execFile)

export async function openDomain(t: ExecutionContext): Promise<Domain> {
  const folder = await mkdtemp('/tmp/kallithea-ad-') // unix sockets below it have short names
  const environment = { ...process.env, RIG: folder, USER_PW: password }
  const step = (name: string, ...words: string[]) => execute(script(name), words, { env: environment })
  t.teardown(async () => {
    await step('ns.sh', 'down')
    await rm(folder, { recursive: true, force: true })
  })
  await step('ns.sh', 'up')
  for (const word of ['provision', 'populate', 'start']) await step('ad.sh', word)
  await writeFile(path.join(folder, 'etc/web-smb.conf'), memberConfiguration(folder))

  const inside = (words: readonly string[], options: SpawnOptions = {}) =>
    spawn(script('ns.sh'), ['exec', ...words], { ...options, env: { ...environment, ...options.env } })

  const domain: Domain = {
    folder,
    origin: `http://${webHost}`,
    spawn: inside,
    run: (words, options) => collect(inside(words, { env: { ...options?.environment } }), words, options?.input),
    async ticketsOf(user) {
      const file = path.join(folder, 'run', `tickets-${Buffer.from(user).toString('hex')}`)
      const kind = user.includes('@') ? ['--enterprise'] : []
      await domain.run(['kinit', ...kind, '-c', file, user], { input: `${password}\n` })
      return file
    },
    serve: port => relay(t, domain, port),
  }
  return domain
}

async function collect(child: ChildProcess, words: readonly string[], input = ''): Promise<string> {
  const [output, complaints]: Buffer[][] = [[], []]
  child.stdout?.on('data', bytes => output?.push(bytes))
  child.stderr?.on('data', bytes => complaints?.push(bytes))
  child.stdin?.end(input)
  const code = await new Promise(resolve => child.once('error', resolve).once('close', resolve))
  const text = Buffer.concat(output ?? []).toString()
  if (code !== 0) throw new Error(`${words.join(' ')}: ${code}\n${text}${Buffer.concat(complaints ?? []).toString()}`)
  return text
}

/** From port 80 inside through a unix socket, which both sides see, to the port outside. */
async function relay(t: ExecutionContext, domain: Domain, port: number): Promise<void> {
  const socket = path.join(domain.folder, 'run', 'web.sock')
  const server = createServer({ allowHalfOpen: true }, inner =>
    join(inner, createConnection({ host: '127.0.0.1', port, allowHalfOpen: true })),
  )
  await new Promise<void>(resolve => server.listen(socket, resolve))
  const child = domain.spawn([process.execPath, script('relay.ts'), webAddress, socket], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => {
    child.kill()
    server.close()
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', code => reject(new Error(`the relay ended: ${code}`)))
  })
}

/** The web server is a member of the domain: it takes tickets by its keytab, and asks the controller about NTLM. */
function memberConfiguration(folder: string): string {
  const own = path.join(folder, 'web')
  return `[global]
  workgroup = CORP
  realm = CORP.EXAMPLE
  netbios name = SCM
  server role = member server
  security = ads
  private dir = ${own}
  lock directory = ${own}
  state directory = ${own}
  cache directory = ${own}
  kerberos method = dedicated keytab
  dedicated keytab file = ${path.join(folder, 'http.keytab')}
  log level = 0
`
}
