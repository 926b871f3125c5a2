import { type Host, type HostSettings } from './host.ts'
import { httpHost } from './http.ts'
import { iisnodeHost } from './iisnode.ts'

export { promotedVariables } from './promoted.ts'
export { askOnPipe, makePipeName } from './ask.ts'
export type { Handover, HandedLine, Nobody } from './handover.ts'
export type { Caller, Handler, Host, HostSettings, Listening } from './host.ts'
export type { SignOn } from './sign-on.ts'

/** The host this process was started by: iisnode when PORT is a pipe, else a plain port of the settings. */
export function detectHost(environment: Readonly<Record<string, string | undefined>>, settings: HostSettings): Host {
  const pipe = environment.PORT ?? ''
  if (isPipe(pipe)) return iisnodeHost(pipe, settings)
  return httpHost(settings, pipe === '' ? [] : [portNote(pipe)])
}

function isPipe(port: string): boolean {
  return port.startsWith('\\\\.\\pipe\\') || port.startsWith('/')
}

function portNote(port: string): string {
  return `The environment's PORT is "${port}", not a pipe of iisnode: it is ignored, host and port come from the ini.`
}
