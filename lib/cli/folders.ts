import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Problem } from '#std/problem.ts'

/** Makes the folder, and those above it, unless it is there; throws a Problem when nothing can be written to it. */
export async function makeFolder(folder: string, toDo: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    const probe = path.join(folder, `.written-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    throw new Problem('unavailable', 'nothing can be written to this folder', { folder, 'what to do': toDo }, error)
  }
}
