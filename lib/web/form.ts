/** One field of a form: what was sent becomes a value or a sentence for the person. */
export interface Field<Value> {
  parse(sent: readonly string[]): { readonly value: Value } | { readonly error: string }
}

type Fields = Readonly<Record<string, Field<unknown>>>

type Values<Form extends Fields> = {
  readonly [Name in keyof Form]: Form[Name] extends Field<infer Value> ? Value : never
}

/** Either all values, or what is wrong, field by field, with what was typed. Both are ordinary answers. */
export type ReadForm<Form extends Fields> =
  | { readonly values: Values<Form>; readonly errors?: undefined }
  | { readonly values?: undefined; readonly errors: FieldErrors }

export type FieldErrors = Readonly<Record<string, string>>

export function readForm<Form extends Fields>(fields: Form, sent: URLSearchParams): ReadForm<Form> {
  const values: Record<string, unknown> = {}
  const errors: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    const parsed = field.parse(sent.getAll(name))
    if ('error' in parsed) errors[name] = parsed.error
    else values[name] = parsed.value
  }
  if (Object.keys(errors).length > 0) return { errors }
  return { values: values as Values<Form> } // each field was parsed by its own
}

/** A line of text. `atLeast` are the least lengths, each with what to say below it; the first that fails counts. */
export function textField(
  options: {
    readonly trim?: boolean
    readonly atLeast?: readonly { readonly length: number; readonly message: string }[]
  } = {},
): Field<string> {
  return {
    parse(sent) {
      const value = options.trim ? (sent[0] ?? '').trim() : (sent[0] ?? '')
      const short = options.atLeast?.find(({ length }) => [...value].length < length)
      return short ? { error: short.message } : { value }
    },
  }
}

/** Absent is no; the words for yes are Kallithea's. */
export function checkbox(): Field<boolean> {
  return { parse: sent => ({ value: sent.some(isYes) }) }
}

/** The same, of one box whose name is not known beforehand. */
export function isChecked(sent: URLSearchParams, name: string): boolean {
  return sent.getAll(name).some(isYes)
}

function isYes(word: string): boolean {
  return /^(true|on|1|yes|y|t)$/i.test(word)
}
