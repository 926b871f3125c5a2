import { type Html, html } from '../html.ts'

/** A path that may break after its slashes. */
export function breakablePath(path: string): readonly Html[] {
  const segments = path.split('/')
  return segments.map((segment, index) => (index < segments.length - 1 ? html`${segment}/<wbr>` : html`${segment}`))
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** `1.8 KiB` */
export function sizeText(bytes: number): string {
  const unit = Math.min(units.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10))
  return `${unit === 0 ? bytes : (bytes / 1024 ** unit).toFixed(1)} ${units[unit]}`
}
