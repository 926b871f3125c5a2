/** An encoding as people write it: `UTF-16LE with BOM`, `Shift_JIS`, `windows-1252`. */
export function encodingLabel(encoding: string, marked: boolean): string {
  const name =
    encoding === 'shift_jis'
      ? 'Shift_JIS'
      : /^(?:utf|iso|euc|gb|koi|ibm)/.test(encoding)
        ? encoding.toUpperCase()
        : encoding
  return marked ? `${name} with BOM` : name
}
