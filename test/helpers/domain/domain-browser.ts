import { chmod, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ExecutionContext } from 'ava'
import { type BrowserContext, chromium } from 'playwright-core'
import { executablePath } from '../browser.ts'
import { type Domain, password } from './domain.ts'

/** Chromium at a machine of the domain: with the tickets of a file, or somebody who is asked for name and password. */
export async function openDomainBrowser(
  t: ExecutionContext,
  domain: Domain,
  who: { readonly tickets: string } | { readonly user: string },
): Promise<BrowserContext> {
  const profile = path.join(domain.folder, 'run', `profile-${Math.random().toString(36).slice(2)}`)
  await mkdir(profile, { recursive: true })
  // It loads the library for tickets only in a profile that has met a Negotiate header before.
  const state = { net: { received_http_auth_negotiate_headers: true } }
  await writeFile(path.join(profile, 'Local State'), JSON.stringify(state))
  const inside = path.join(domain.folder, 'chromium.sh')
  const entry = fileURLToPath(new URL('ns.sh', import.meta.url))
  await writeFile(inside, `#!/bin/sh\nRIG='${domain.folder}' exec '${entry}' exec '${executablePath}' "$@"\n`)
  await chmod(inside, 0o755)
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: inside,
    chromiumSandbox: false,
    args: ['--no-sandbox', '--auth-server-allowlist=*.corp.example', '--disable-background-networking'],
    env: { ...process.env, KRB5CCNAME: 'tickets' in who ? who.tickets : '/nonexistent' },
    ...('user' in who && { httpCredentials: { username: who.user, password } }),
  })
  t.teardown(() => context.close())
  return context
}
