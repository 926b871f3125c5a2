import chardet from 'chardet'

/** Python's names that browsers do not know; both know most. */
const pythonNames: Readonly<Record<string, string>> = {
  'latin-1': 'latin1',
  latin: 'latin1',
  'utf-8-sig': 'utf-8',
  u8: 'utf-8',
  cp65001: 'utf-8',
  'utf-16-le': 'utf-16le',
  'utf-16-be': 'utf-16be',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  mskanji: 'shift_jis',
  shiftjis: 'shift_jis',
  'shift-jis-2004': 'shift_jis',
  ujis: 'euc-jp',
  cp936: 'gbk',
  ms936: 'gbk',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  big5hkscs: 'big5',
  'mac-roman': 'macintosh',
  'mac-cyrillic': 'x-mac-cyrillic',
}

/** An encoding as browsers name it, by Python's name or theirs. */
export function webName(name: string): string {
  const lower = name.trim().toLowerCase().replace(/[_ ]/g, '-')
  return pythonNames[lower] ?? lower
}

/** A guess from fewer letters is none. */
const sure = 11

/** Letters with marks in a few words fit many languages: then it is Western, or what the configuration says. */
const sureOfMarks = 20
const marked: ReadonlySet<string> = new Set([
  'windows-1250',
  'windows-1254',
  'windows-1257',
  'ISO-8859-2',
  'ISO-8859-9',
])

/** Western text is often taken for Central European: it wins where it is nearly as likely. */
const western: ReadonlySet<string> = new Set(['windows-1252', 'ISO-8859-1'])
const nearly = 0.7

/** The encoding that bytes are likely in; null where nothing speaks for any. */
export function guessEncoding(bytes: Uint8Array): string | null {
  const guesses = chardet
    .analyse(strangeLines(bytes))
    .filter(({ name, confidence }) => confidence >= (marked.has(name) ? sureOfMarks : sure))
  const [best] = guesses
  if (!best) return null
  const rival = guesses.find(({ name, confidence }) => western.has(name) && confidence >= best.confidence * nearly)
  return webName((isSingleByte(best.name) && rival ? rival : best).name)
}

function isSingleByte(name: string): boolean {
  return /^(?:windows-125\d|ISO-8859-[129])$/.test(name)
}

/** Up to 64 kB of the lines with bytes above ASCII: a guess from mostly English text would be wrong. */
function strangeLines(bytes: Uint8Array): Buffer {
  const found: Uint8Array[] = []
  let size = 0
  for (let start = 0; start < bytes.length && size < 65536; ) {
    const newline = bytes.indexOf(10, start)
    const end = newline < 0 ? bytes.length : newline + 1
    const line = bytes.subarray(start, end)
    if (line.some(byte => byte > 127)) {
      found.push(line)
      size += line.length
    }
    start = end
  }
  return Buffer.concat(found).subarray(0, 65536)
}
