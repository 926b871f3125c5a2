import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** Sizes that web.config sets, by attribute; what it does not set is as IIS has it. */
export interface IisLimits {
  readonly file: string
  readonly values: readonly { readonly name: string; readonly value: string; readonly isUsual: boolean }[]
}

const usual = {
  maxAllowedContentLength: '30000000',
  maxUrl: '4096',
  maxQueryString: '2048',
  maxRequestBufferSize: '65536',
  gracefulShutdownTimeout: '60000',
  responseBufferLimit: '4194304',
} as const

/** Reads them where IIS does, beside server.ts; null where there is no web.config. */
export async function readIisLimits(folder: string): Promise<IisLimits | null> {
  const file = path.join(folder, 'web.config')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  const live = text.replace(/<!--.*?-->/gs, '')
  return {
    file,
    values: Object.entries(usual).map(([name, initial]) => {
      const set = new RegExp(`\\s${name}\\s*=\\s*["'](\\d+)["']`).exec(live)?.[1]
      return { name, value: set ?? initial, isUsual: set === undefined }
    }),
  }
}
