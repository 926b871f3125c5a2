import { setTimeout } from 'node:timers/promises'

/** Whether a process ends within its time. */
export async function gone(pid: number): Promise<boolean> {
  for (let turn = 0; turn < 200 && isAlive(pid); turn++) await setTimeout(50)
  return !isAlive(pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
