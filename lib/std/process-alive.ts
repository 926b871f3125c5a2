/** Whether a process of this number runs on this machine, whosever it is. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0) // signal 0 only asks, on Windows too
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' // it lives, and is another's
  }
}
