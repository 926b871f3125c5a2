import helmet from 'koa-helmet'
import type { WebMiddleware } from './state.ts'

/** Headers of every answer, files and errors included. What asks for https is said only where https is. */
export function security(options: { readonly strictTransport: boolean }): WebMiddleware {
  const plain = headers({ https: false, strictTransport: false })
  const encrypted = headers({ https: true, strictTransport: options.strictTransport })
  return (ctx, next) => (ctx.state.caller.https ? encrypted : plain)(ctx, next)
}

function headers({ https, strictTransport }: { https: boolean; strictTransport: boolean }) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'object-src': ["'none'"],
        'frame-src': ["'none'"], // a page that shows a PDF says otherwise
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(https && { 'upgrade-insecure-requests': [] }),
      },
    },
    crossOriginEmbedderPolicy: false, // nothing here needs isolation, and it would ask every image for a header
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    originAgentCluster: true,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: strictTransport && { maxAge: 31_536_000, includeSubDomains: false },
    xContentTypeOptions: true,
    xDnsPrefetchControl: { allow: false },
    xDownloadOptions: true,
    xFrameOptions: { action: 'deny' },
    xPermittedCrossDomainPolicies: { permittedPolicies: 'none' },
    xPoweredBy: true, // helmet's word for taking it away
    xXssProtection: true, // helmet's word for `0`: the old filters did harm
  })
}
