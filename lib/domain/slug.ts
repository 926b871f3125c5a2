/** The name that Kallithea makes of what somebody typed; a repository has only names that are their own slug. */
export function slugOf(name: string): string {
  return name
    .replace(/<[^>]*>|&#?\w+;/g, '')
    .replace(/[`?=[\]\\;'"<>,/~!@#$%^&*()+{}|: ]/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
}
