const utf8 = new TextDecoder('utf-8', { fatal: true })
const ansi = new TextDecoder('windows-1252')

/**
 * Header bytes, which Node hands out as latin1, as the text they mean: UTF-8 where they are that, else the ANSI
 * code page.
 */
export function decodeHeader(value: string): string {
  const bytes = Buffer.from(value, 'latin1')
  try {
    return utf8.decode(bytes)
  } catch {
    return ansi.decode(bytes)
  }
}

/** False for a name no account can have: `?` stands for letters the code page lacks, a comma for two headers joined. */
export function isAccountName(name: string): boolean {
  return !/[\p{Cc}?]|,( |$)/u.test(name)
}

/** False for the accounts Windows itself acts under: they sign on, but nobody sits behind them. */
export function isPerson(name: string): boolean {
  const cut = name.lastIndexOf('\\')
  const domain = name.slice(0, Math.max(cut, 0)).toLowerCase()
  const account = name.slice(cut + 1).replace(/@.*$/s, '')
  if (account === '' || account.endsWith('$')) return false
  return !systemDomains.has(domain) && !/^(anonymous logon|iusr(_.*)?|guest)$/i.test(account)
}

// Windows translates the name of NT AUTHORITY
const systemDomains = new Set([
  'nt authority',
  'nt-autorität',
  'autorite nt',
  'autoridade nt',
  'nt instans',
  'nt-myndighet',
  'nt service',
  'iis apppool',
  'builtin',
])
