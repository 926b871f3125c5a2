const headers = '(?:proxy-)?authorization|(?:set-)?cookie2?|x-(?:api-key|auth-token|csrf-token)'
const names = 'api[_-]?key|token|secret|passw(?:or)?d|passphrase|pwd|private[_-]?key|instance_uuid|[_-]pass|\\bpass'
const named = `(?:${names})[\\w-]{0,40}`
/** What stands between name and value: `: "`, ` = `, `' => '`, `","`, `', '`; in JSON inside JSON with backslashes. */
const between = '(?:\\\\{0,8}["\']?\\s*(?:=>|[:=])|",(?=["\'])|\'\\s*,)\\s*'
const value = '"(?:[^"\\\\]|\\\\.)*"?|\'(?:[^\'\\\\]|\\\\.)*\'?|\\[[^\\]]*\\]?|[^\\r\\n]+'
/** In an address; there it may be encoded, once for each address that it stands inside. */
const tight = '(?:=|%(?:25){0,3}3D)(?!["\'\\s>[\\\\])'
const column = '(?!"? ?= ?\\?(?:[ ,)]|$))' // of SQL, whose values are not in it
const colon = '%(?:25){0,3}3A'
const slash = '%(?:25){0,3}2F'
const at = '%(?:25){0,3}40'

/** Too much is taken rather than too little. Repetitions are bounded, since the lines are not ours. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)[^]*?(?:-----END|$)/g, '$1…'],
  [new RegExp(`((?:${headers})${between})(?:${value})`, 'gi'), '$1…'],
  // up to the last @: a password may have one
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"'<>]{0,200}):[^\s"'<>]{0,500}@/gi, '$1:…@'],
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/:@"'<>]{20,200}@/gi, '$1…@'],
  [new RegExp(`(${colon}${slash}${slash})[^\\s&"']{0,500}(${at})`, 'gi'), '$1…$2'],
  [new RegExp(`(name="[^"]{0,40}(?:${names})[^"]{0,40}"[^\\n]{0,200}\\n\\r?\\n)[^\\r\\n]*`, 'gi'), '$1…'],
  [new RegExp(`(${named}${tight})[^\\s&]+`, 'gi'), '$1…'],
  [new RegExp(`(${named}${column}${between})(?!…)(?:${value})`, 'gi'), '$1…'],
  [/\b(bearer|negotiate|ntlm|basic)\s+[A-Za-z0-9+/=_.-]{8,}/gi, '$1 …'],
  [/(\\{1,4}[.?]\\{1,2}pipe\\{1,2})[\w-]+/gi, '$1…'], // whoever knows it may speak for IIS
]

/** A line without secrets: credentials in headers, addresses and `name=value` become an ellipsis. */
export function redact(line: string): string {
  return rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line)
}
