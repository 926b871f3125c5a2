import { type Command, configOption, portOption } from '../command.ts'
import { serveSite } from '../serving.ts'
import { parsePort, readSiteFile } from '../site-file.ts'

export const serve: Command = {
  usage: 'serve',
  about: 'serves an existing site: on the pipe of iisnode, else on host and port of [server:main]',
  options: [configOption, portOption],
  example: 'serve -c C:\\inetpub\\kallithea-data\\my.ini --port 5000',
  async run({ options }, terminal) {
    const port = options.port === undefined ? undefined : parsePort(options.port)
    await serveSite(readSiteFile(options.config, terminal), terminal, port)
  },
}
