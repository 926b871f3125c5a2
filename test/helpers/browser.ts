import type { ExecutionContext } from 'ava'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export interface Visitor {
  /** As a browser sends them: `name=value; …`. */
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
}

export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Chromium, closed when the test ends. */
export async function openBrowser(t: ExecutionContext): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  t.teardown(() => browser.close())
  return browser
}

type Options = NonNullable<Parameters<Browser['newContext']>[0]>

export async function withPage(
  browser: Browser,
  { cookie, headers }: Visitor,
  options: Options,
  use: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const extraHTTPHeaders = { ...headers, ...(cookie && { cookie }) }
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce', extraHTTPHeaders })
  try {
    await use(await context.newPage(), context)
  } finally {
    await context.close()
  }
}
