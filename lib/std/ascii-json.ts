/** JSON with everything beyond ASCII escaped, as Python writes it: readers that take it for latin1 get it right too. */
export function formatAsciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
