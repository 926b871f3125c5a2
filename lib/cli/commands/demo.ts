import path from 'node:path'
import { projectFolder } from '#std/product.ts'
import { type Command, portOption } from '../command.ts'
import { openDemoSite } from '../demo-site.ts'
import { serveSite } from '../serving.ts'
import { parsePort } from '../site-file.ts'

export const demo: Command = {
  usage: 'demo',
  about: 'makes a site to try, with repositories and a first administrator, and serves it on this machine alone',
  options: [
    portOption,
    {
      flags: '--data <folder>',
      about: 'where the site lives; a second start keeps what is there (data beside server.ts)',
    },
  ],
  example: 'demo --port 5080',
  async run({ options }, terminal) {
    const port = parsePort(options.port ?? '5000')
    const folder = path.resolve(options.data ?? path.join(projectFolder, 'data'))
    await serveSite(await openDemoSite(folder, terminal), terminal, port)
  },
}
