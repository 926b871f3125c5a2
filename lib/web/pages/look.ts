import { mayReturnTo } from '#domain/came-from.ts'
import { action } from '../page.ts'
import { redirect } from '../reply.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'

/** What can be chosen, and the choice that is none. */
const choices = {
  theme: { values: ['light', 'dark'], first: 'auto' },
  density: { values: ['compact'], first: 'normal' },
  wrap: { values: ['on'], first: 'off' },
  keys: { values: ['off'], first: 'on' },
} as const

/** Without script: remembers the pressed button in a cookie, and returns to the page. */
export const look = action(routes.look, 'anyone', visit => {
  for (const [name, { values, first }] of Object.entries(choices)) {
    const value = visit.form.get(name)
    if (value === first)
      visit.choose(name as keyof Visit['look'], null) // a key of `choices`
    else if (values.some(each => each === value)) visit.choose(name as keyof Visit['look'], value) // the same
  }
  const back = visit.query.get('came_from') ?? ''
  return redirect(mayReturnTo(back) ? back : visit.to(routes.home, {}))
})
