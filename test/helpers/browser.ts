import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExecutionContext } from 'ava'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export interface Visitor {
  /** As a browser sends them: `name=value; …`. */
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
}

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Chromium, closed when the test ends. */
export async function openBrowser(t: ExecutionContext): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  t.teardown(() => browser.close())
  return browser
}

/** Pictures of a page, light and dark, wide and narrow, below the OS's temporary folder. Returns the folder. */
export async function takePictures(browser: Browser, address: string, name: string, visitor: Visitor = {}) {
  const folder = join(tmpdir(), 'kallithea-pictures')
  await mkdir(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await withPage(browser, visitor, { colorScheme }, async page => {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(address, { waitUntil: 'networkidle' })
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
      }
    })
  }
  return folder
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
