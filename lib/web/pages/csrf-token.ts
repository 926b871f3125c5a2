import { page } from '../page.ts'
import { text } from '../reply.ts'
import { routes } from '../routes.ts'

/** For programs that send Kallithea's forms. */
export const csrfToken = page(routes.csrfToken, 'anyone', visit => text(visit.csrf()))
