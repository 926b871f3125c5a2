import { listNameRequests } from '#domain/name-requests.ts'
import { findVisitor } from '#domain/visitor.ts'
import { iisCaller, type MadeSite } from './site.ts'

/** Whose session is opened for whom the host names; else what he is, or why he stays outside. */
export async function ask({ site }: MadeSite, name: string, environment: Readonly<Record<string, string>> = {}) {
  const found = await findVisitor(site, { caller: iisCaller(name, environment), session: null })
  return typeof found === 'string' ? found : found.signOn ? (found.visitor.user?.username ?? '') : found.visitor.kind
}

/** Who waits for a word, and the names by which the account is known. */
export async function waitingNames({ site }: MadeSite): Promise<readonly string[]> {
  return (await listNameRequests(site)).map(({ user, name, known }) => `${name} as ${user.username} (${known.join()})`)
}
