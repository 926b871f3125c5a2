import Koa from 'koa'
import { type Caller, detectHost } from '#hosting/hosting.ts'
import { echo } from '#web/middleware/echo.ts'
import { plainSettings } from './plain-settings.ts'

/*
 * A program in the place of server.ts that has the echo of the application, and nothing of it that takes time to start.
 */

const callers = new WeakMap<object, Caller>()
const app = new Koa()
app.use((ctx, next) => {
  ctx.state = { caller: callers.get(ctx.req) }
  return next()
})
app.use(echo())
const handle = app.callback()

detectHost(process.env, plainSettings)
  .listen((request, response, caller) => {
    callers.set(request, caller)
    void handle(request, response)
  })
  .catch(error => console.error(error))
