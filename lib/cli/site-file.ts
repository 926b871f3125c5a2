import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Config, loadConfig } from '#config/config.ts'
import { Problem } from '#std/problem.ts'
import { projectFolder } from '#std/product.ts'
import type { Terminal } from './command.ts'

/** The configuration of the site a command is for; what is odd in it is said. */
export function readSiteFile(given: string | undefined, terminal: Terminal): Config {
  const { config, notes } = loadConfig(findSiteFile(given, terminal), terminal.environment)
  for (const note of notes) terminal.say(note)
  return config
}

/** The ini that is meant; nobody has looked whether it is there. */
export function findSiteFile(given: string | undefined, { environment }: Pick<Terminal, 'environment'>): string {
  const named = given ?? (environment.KALLITHEA_INI || undefined)
  if (named !== undefined) return path.resolve(named)
  const beside = path.join(projectFolder, 'my.ini')
  if (existsSync(beside)) return beside
  throw new Problem(
    'not-found',
    'no ini was named: run the command with -c my.ini, set KALLITHEA_INI, or try "npm start" first',
  )
}

/** A port as a person writes it. */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new Problem('invalid', 'a port is a number from 0 to 65535', { port: text })
  return port
}
