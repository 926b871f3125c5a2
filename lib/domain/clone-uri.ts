/**
 * Where a repository is pulled from, as anybody may see it: without user name and password. All up to the last @ goes,
 * since a password that nobody encoded may hold any letter.
 */
export function publicUri(uri: string): string {
  return uri.replace(/^([a-z][\w+.-]*:\/\/)?.*@/is, '$1')
}
