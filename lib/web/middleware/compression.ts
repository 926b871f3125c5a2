import { constants } from 'node:zlib'
import compress from 'koa-compress'
import type { WebMiddleware } from './state.ts'

/**
 * Text is sent compressed. Without `flush` a stream would be held back to its end. Inside a network the time for
 * packing counts more than the last tenth of the size.
 */
export function compression(): WebMiddleware {
  return compress({
    threshold: 1024,
    gzip: { flush: constants.Z_SYNC_FLUSH, level: 3 },
    deflate: false,
    br: { flush: constants.BROTLI_OPERATION_FLUSH, params: { [constants.BROTLI_PARAM_QUALITY]: 2 } },
    zstd: { flush: constants.ZSTD_e_flush },
  })
}
