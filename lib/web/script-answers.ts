import { json, type Reply, text } from './reply.ts'
import type { Visit } from './visit.ts'

/** JSON that only a script of this site gets, one that says so: a link, a form or a script of another site does not. */
export async function jsonForScripts(visit: Visit, value: () => Promise<unknown>): Promise<Reply> {
  if (visit.fromScript) return json(await value())
  return text('Only for scripts, which say so: X-Requested-With: XMLHttpRequest\n', undefined, 400)
}
