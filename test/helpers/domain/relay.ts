// Inside the network of the domain: port 80 of an address, joined to a unix socket that the tests listen on.
import { createConnection, createServer } from 'node:net'
import { join } from './join.ts'

const [address = '', socket = ''] = process.argv.slice(2)
createServer({ allowHalfOpen: true }, outer =>
  join(outer, createConnection({ path: socket, allowHalfOpen: true })),
).listen(80, address, () => process.stdout.write('listening\n'))
