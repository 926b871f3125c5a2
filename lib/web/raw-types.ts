export type Medium = 'picture' | 'audio' | 'video' | 'pdf'

/** Pictures that a browser may show as they are. Of them only SVG could run anything; the sandbox forbids it. */
const pictures: Readonly<Record<string, string>> = {
  png: 'image/png',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  ico: 'image/x-icon',
  bmp: 'image/bmp',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** What a browser plays. */
const played: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  ogv: 'video/ogg',
}

/** Takes every right from what is opened directly: no script, no form, no other address. */
export const sandbox = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** Viewers of PDF do not start in a sandbox. What a PDF runs stays in it; only our own pages may frame it. */
export const documentPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

export function pictureType(name: string): string | null {
  return pictures[endingOf(name)] ?? null
}

/** How a page shows a file that is no text, and under which type its bytes are sent for that. */
export function mediumOf(name: string): { readonly medium: Medium; readonly type: string } | null {
  const ending = endingOf(name)
  if (ending === 'pdf') return { medium: 'pdf', type: 'application/pdf' }
  const type = pictures[ending] ?? played[ending]
  if (type === undefined) return null
  return { medium: type.startsWith('image/') ? 'picture' : type.startsWith('audio/') ? 'audio' : 'video', type }
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}
