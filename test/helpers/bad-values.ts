/** What no page expects, as it stands in an address or a form. */
export const badValues = {
  unknown: 'no-such-thing',
  empty: '',
  negative: '-99999',
  huge: '99999999999999999999',
  NUL: 'a%00b',
  control: 'a%01b%1B',
  'no UTF-8': '%FF%FEa',
  climbing: '..%2F..%2Fetc',
  backslash: '..%5Ca.txt',
  drive: 'C%3A%5Ca.txt',
  option: '--output%3Da.txt',
  long: 'x'.repeat(10_240),
} as const

export type BadKind = keyof typeof badValues

export const badKinds = Object.keys(badValues) as BadKind[] // its keys are these

/** A status; or the answer is that to an address without the parameter. */
export type Fate = number | 'as without'

/** What becomes of bad values; `else` is for the kinds that are not named. */
export type Fates = Readonly<Partial<Record<BadKind, Fate>> & { readonly else: Fate }>

export function fateOf(fates: Fates, kind: BadKind): Fate {
  return fates[kind] ?? fates.else
}
