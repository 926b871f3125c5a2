import type { Visit } from '../visit.ts'

/** Where an account comes from, in words: the plugin that knows it. */
export function sourceName(visit: Visit, externType: string | null): string {
  return externType ? visit.t(names[externType] ?? externType) : '—'
}

const names: Readonly<Record<string, string>> = {
  internal: 'Local',
  container: 'Windows',
  ldap: 'LDAP',
  crowd: 'Crowd',
  pam: 'PAM',
}
