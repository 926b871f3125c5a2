import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createApp } from '#app.ts'
import type { Config } from '#config/config.ts'
import { closeSite, openSite, type Site } from '#domain/site.ts'
import { copySite } from '#domain/trial-site.ts'
import { askOnPipe, detectHost, makePipeName } from '#hosting/hosting.ts'
import { Problem } from '#std/problem.ts'

const pages = ['/-/health', '/', '/_admin/login'] as const
/** Of pages: who did not sign on may be led to the form, or not be let in. */
const answers: readonly number[] = [200, 302, 303, 401, 403]

/** Opens the site on a copy of its database, which is taken away afterwards. */
export async function withTrialSite<Result>(config: Config, use: (site: Site) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kallithea-self-test-'))
  try {
    const site = await openSite(await copySite(config, folder))
    try {
      return await use(site)
    } finally {
      await closeSite(site)
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Serves the site on a pipe that nobody knows, and asks as iisnode does; a Problem tells which page went wrong. */
export async function askPages(site: Site): Promise<void> {
  const pipe = makePipeName(path.dirname(site.config.cacheDir))
  const listening = await detectHost({ PORT: pipe }, site.config).listen(createApp(site))
  try {
    for (const page of pages) await askPage(pipe, page)
  } finally {
    await listening.close()
  }
}

async function askPage(pipe: string, page: string): Promise<void> {
  const { status, text } = await askOnPipe(pipe, page)
  const isWhole = page === '/-/health' ? text === '{"status":"ok"}' : text === '' || text.trimEnd().endsWith('</html>')
  if (answers.includes(status) && isWhole) return
  throw new Problem('unavailable', 'a page does not come up', { page, status })
}
