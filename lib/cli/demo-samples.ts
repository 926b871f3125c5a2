import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '#config/config.ts'
import { makeSampleRepositories } from '#domain/samples.ts'
import { openTools } from '#domain/site.ts'
import { Problem } from '#std/problem.ts'
import { projectFolder } from '#std/product.ts'
import type { Terminal } from './command.ts'

/** Throws a Problem without git; says so without hg. */
export async function checkTools(config: Config, { say }: Terminal): Promise<void> {
  const vcs = openTools(config)
  try {
    const { git, hg } = await vcs.tools()
    if (!git) {
      throw new Problem(
        'unavailable',
        'git was not found: install Git and start again, or name it by git_path in the ini',
        { ini: config.file, git_path: config.gitPath },
      )
    }
    if (!hg) say('Mercurial (hg) was not found: Git repositories alone are shown; install it and start again for both')
  } finally {
    await vcs.close()
  }
}

/** They are made beside the root and moved there when they are whole: who stops this leaves nothing half made. */
export async function makeSamples(config: Config, root: string, { say }: Terminal): Promise<void> {
  const workshop = path.join(path.dirname(root), 'samples-being-made')
  await rm(workshop, { recursive: true, force: true })
  await mkdir(workshop)
  const vcs = openTools(config)
  const project = existsSync(path.join(projectFolder, '.git')) ? projectFolder : null
  const names = await makeSampleRepositories({ vcs, root: workshop, project, say }).finally(() => vcs.close())
  for (const name of names) {
    const place = path.join(root, name)
    if (existsSync(place)) continue
    await mkdir(path.dirname(place), { recursive: true })
    await rename(path.join(workshop, name), place)
  }
  await rm(workshop, { recursive: true, force: true })
}
