/** `2026-11-25T03:20:41`: the server's own time without its zone, as Kallithea tells moments to programs. */
export function formatLocal(date: Date, between: 'T' | ' ' = 'T'): string {
  const day = `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
  return `${day}${between}${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}

/** The same with milliseconds where there are any. */
export function formatLocalExactly(date: Date): string {
  const milliseconds = date.getMilliseconds()
  return milliseconds === 0 ? formatLocal(date) : `${formatLocal(date)}.${pad(milliseconds, 3)}`
}

function pad(number: number, length = 2): string {
  return String(number).padStart(length, '0')
}
