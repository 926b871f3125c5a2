import type { Readable } from 'node:stream'
import type { Html } from './html.ts'

/** What a page may answer besides markup. */
export type Reply =
  | { readonly as: 'redirect'; readonly to: string; readonly status: 301 | 302 | 303 }
  | {
      readonly as: 'page'
      readonly status: number
      readonly content: Html
      /** It shows something of this site in a frame. */
      readonly frames?: boolean
    }
  | { readonly as: 'text'; readonly status: number; readonly text: string; readonly type: string }
  | { readonly as: 'json'; readonly status: number; readonly value: unknown }
  | {
      readonly as: 'stream'
      /** All of it, or as it comes. */
      readonly body: Readable | Buffer
      readonly type: string
      readonly length?: number
      /** Compressed already, or not to be: it goes out as it is. */
      readonly packed?: boolean
      /** Sent as an attachment of this name. */
      readonly download?: string
      /** Its content security policy, where the page's own would be too open or too tight. */
      readonly policy?: string
      /** Names these bytes; whoever has them already is told so and gets none. */
      readonly etag?: string
      /** Parts of it may be asked for; `length` is known. */
      readonly ranges?: boolean
      /** Pages of this site may show it in a frame. */
      readonly framed?: boolean
    }
  | { readonly as: 'challenge' }

/** `to` is an address of this site, base path included, as `visit.to` gives it. */
export function redirect(to: string, status: 301 | 302 | 303 = 302): Reply {
  return { as: 'redirect', to, status }
}

export function withStatus(status: number, content: Html): Reply {
  return { as: 'page', status, content }
}

/** A page that shows something of this site in a frame, which others may not. */
export function withFrame(content: Html): Reply {
  return { as: 'page', status: 200, content, frames: true }
}

export function text(value: string, type = 'text/plain; charset=utf-8', status = 200): Reply {
  return { as: 'text', text: value, type, status }
}

export function json(value: unknown, status = 200): Reply {
  return { as: 'json', value, status }
}

export function stream(body: Readable | Buffer, about: Omit<Extract<Reply, { as: 'stream' }>, 'as' | 'body'>): Reply {
  return { as: 'stream', body, ...about }
}

/** 401 without a body: IIS adds Negotiate and NTLM. Only `/-/windows` and `/-/sso` may ask for it. */
export function challenge(): Reply {
  return { as: 'challenge' }
}
