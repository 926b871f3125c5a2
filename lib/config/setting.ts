/** One key of the ini file: what it is for, what it is when nobody sets it, and how its text is read. */
export interface Setting<Value = unknown> {
  readonly section: Section
  readonly key: string
  /** For the file that we write: what it does. */
  readonly about: string
  /** For the file that we write: the value it has there; without, the line is there for show, behind a `#`. */
  readonly written?: string
  /** For such a line: a value that makes sense. */
  readonly example?: string
  /** Missing is a mistake. */
  readonly required: boolean
  readonly initial: Value
  /** Throws a SyntaxError with a sentence. */
  read(text: string): Value
}

export type Section = 'DEFAULT' | 'server:main' | 'app:main'

/** What a table of settings is read into. */
export type Values<Settings> = {
  readonly [Name in keyof Settings]: Settings[Name] extends Setting<infer Value> ? Value : never
}

interface Described<Value> {
  readonly about: string
  readonly initial: Value
  readonly section?: Section
  readonly written?: string
  readonly example?: string
}

type DescribedWithout<Value> = Omit<Described<Value>, 'initial'>

function setting<Value>(
  key: string,
  { section = 'app:main', ...rest }: Described<Value>,
  read: (text: string) => Value,
): Setting<Value> {
  return { key, section, required: false, ...rest, read }
}

export function text(key: string, described: Described<string>): Setting<string> {
  return setting(key, described, value => value || described.initial)
}

/** Empty is as good as missing. */
export function optionalText(key: string, described: DescribedWithout<null>): Setting<string | null> {
  return setting<string | null>(key, { initial: null, ...described }, value => value || null)
}

export function requiredText(key: string, described: DescribedWithout<string>): Setting<string> {
  return { ...setting(key, { initial: '', ...described }, value => notEmpty(value)), required: true }
}

export function bool(key: string, described: Described<boolean>): Setting<boolean> {
  return setting(key, described, readBool)
}

export function optionalBool(key: string, described: DescribedWithout<null>): Setting<boolean | null> {
  return setting<boolean | null>(key, { initial: null, ...described }, value => (value === '' ? null : readBool(value)))
}

export function whole(
  key: string,
  described: Described<number> & { readonly most?: number; readonly least?: number },
): Setting<number> {
  const { least = 0, most = Number.MAX_SAFE_INTEGER, ...rest } = described
  return setting(key, rest, value => (value === '' ? rest.initial : readWhole(value, least, most)))
}

export function optionalWhole(key: string, described: DescribedWithout<null>): Setting<number | null> {
  return setting<number | null>(key, { initial: null, ...described }, value =>
    value === '' ? null : readWhole(value, 0, Number.MAX_SAFE_INTEGER),
  )
}

/** Parts between commas. */
export function list(key: string, described: Described<readonly string[]>): Setting<readonly string[]> {
  return setting(key, described, value => nonEmpty(value.split(',')))
}

/** Parts between blanks. */
export function words(key: string, described: Described<readonly string[]>): Setting<readonly string[]> {
  return setting(key, described, value => nonEmpty(value.split(/\s/)))
}

/** One of these words, in any case. */
export function choice<Word extends string>(
  key: string,
  allowed: readonly Word[],
  described: Described<Word>,
): Setting<Word> {
  return setting(key, described, value => {
    const found = allowed.find(word => word.toLowerCase() === value.toLowerCase())
    if (found === undefined)
      throw new SyntaxError(`must be one of ${allowed.map(word => word || 'nothing').join(', ')}`)
    return found
  })
}

/** What only its own reader understands. */
export function special<Value>(
  key: string,
  described: Described<Value>,
  read: (text: string) => Value,
): Setting<Value> {
  return setting(key, described, read)
}

/** The words that Paste takes for a boolean, and no others. */
export function readBool(value: string): boolean {
  const word = value.trim().toLowerCase()
  if (['true', 'yes', 'on', 'y', 't', '1'].includes(word)) return true
  if (['false', 'no', 'off', 'n', 'f', '0'].includes(word)) return false
  throw new SyntaxError(`must be true or false, not ${JSON.stringify(value)}`)
}

export function readWhole(value: string, least: number, most: number): number {
  const number = /^\+?\d{1,16}$/.test(value.trim()) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`
  throw new SyntaxError(`must be a whole number ${range}, not ${JSON.stringify(value)}`)
}

function notEmpty(value: string): string {
  if (value === '') throw new SyntaxError('must not be empty')
  return value
}

function nonEmpty(parts: readonly string[]): readonly string[] {
  return parts.map(part => part.trim()).filter(part => part !== '')
}
