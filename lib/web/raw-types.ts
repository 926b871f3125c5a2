/** Pictures that a browser may show as they are. Of them only SVG could run anything; the sandbox forbids it. */
const pictures: Readonly<Record<string, string>> = {
  png: 'image/png',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  ico: 'image/x-icon',
  bmp: 'image/bmp',
  webp: 'image/webp',
  svg: 'image/svg+xml',
}

/** Takes every right from what is opened directly: no script, no form, no other address. */
export const sandbox = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

export function pictureType(name: string): string | null {
  return pictures[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? null
}
