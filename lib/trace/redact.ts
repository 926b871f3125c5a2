const rules: readonly (readonly [RegExp, string])[] = [
  [/\b((?:proxy-)?authorization\s*[:=]\s*"?)(\w+)\s+[^\s",;]+/gi, '$1$2 …'],
  [/\b((?:set-)?cookie\s*[:=]\s*"?)[^\r\n"]+/gi, '$1…'],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/]+@/gi, '$1:…@'], // up to the last @: a password may have one
  [/((?:api_?key|token|secret|passw(?:or)?d|pwd|dn_pass)[\w-]*["']?\s*[=:]\s*["']?)[^\s&"',;}]+/gi, '$1…'],
  [/\b(bearer|negotiate|ntlm|basic)\s+[A-Za-z0-9+/=_.-]{8,}/gi, '$1 …'],
]

/** A line without secrets: credentials in headers, addresses and `name=value` become an ellipsis. */
export function redact(line: string): string {
  return rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line)
}
