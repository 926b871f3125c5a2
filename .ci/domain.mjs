// Whether the tests of an Active Directory run: always where CI=true or as root, which they need.

/** A reason in words, or null where they do run. */
export function whyNoDomain(environment = process.env) {
  if (environment.NO_AD === '1') return 'NO_AD=1'
  if (environment.CI === 'true' || process.getuid?.() === 0) return null
  return 'they need root; CI=true runs them anyhow'
}
