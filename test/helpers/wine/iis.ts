import { renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import process from 'node:process'
import { startStandIn } from '../iisnode/stand-in.ts'

/*
 * IIS with iisnode in node.exe, for the version in C:\inetpub\kallithea. What is asked of its second port, it does:
 *
 *     /kill         node.exe of the application dies; the next request starts it anew
 *     /processes    ids of those that run
 *     /faults       what would have handed one visitor's answer to another
 *
 * Both ports are written to the file that is named, once it listens.
 */

const [, , file = ''] = process.argv
setTimeout(() => process.exit(1), 3_600_000) // where a test run is cut off nobody else ends it
const site = {
  deployed: String.raw`C:\inetpub\kallithea`,
  environment: { NODE_PENDING_PIPE_INSTANCES: '50' }, // iisnode's 5000 keep Wine's server busy for seconds
}
const iis = await startStandIn({ teardown: () => {} }, site)
const acts: Readonly<Record<string, () => unknown>> = {
  '/kill': () => iis.kill(),
  '/processes': () => iis.processes(),
  '/faults': () => iis.takeFaults(),
}
const control = createServer((request, response) => {
  response.end(JSON.stringify(acts[request.url ?? '']?.() ?? null))
})
control.listen(0, '127.0.0.1', () => {
  writeFileSync(`${file}.new`, JSON.stringify({ origin: iis.origin, control: control.address() }))
  renameSync(`${file}.new`, file)
})
