import {
  type AddressTrial,
  addressTrials,
  echoPath,
  type FrontSetting,
  frontSettings,
  type Suspect,
} from './address-trials.ts'

/** What came back of a trial. */
export interface SeenAnswer {
  /** Of the trial. */
  readonly name: string
  /** 0: no answer at all. */
  readonly status: number
  /** What the body says; only the beginning counts. */
  readonly text: string
}

export interface AddressVerdict {
  readonly trial: AddressTrial
  readonly status: number
  /** unknown: IIS asked who it is, and so nobody knows what it would have done. */
  readonly is: 'right' | 'wrong' | 'unknown'
  readonly blamed: readonly FrontSetting[]
}

/** How the echo begins what it answers. */
export const echoMark = 'Kallithea echoes '

/** How the host begins what it refuses, where IIS should have done it. */
const ownRefusal = 'Bad Request\n\nThis request names headers'

/**
 * Judges what came back. Of several things that may have refused an address those are blamed which another trial, that
 * they alone could have refused, shows to be in the way; where none is shown, all.
 */
export function judgeAddresses(seen: readonly SeenAnswer[], base: string): readonly AddressVerdict[] {
  const judged = addressTrials.flatMap(trial => {
    const answer = seen.find(({ name }) => name === trial.name)
    return answer ? [{ trial, status: answer.status, is: judge(trial, answer, base) }] : []
  })
  const wrong = judged.filter(({ is }) => is === 'wrong')
  const shown = new Set(wrong.flatMap(({ trial: { suspects } }) => (suspects.length === 1 ? suspects : [])))
  return judged.map(each => ({ ...each, blamed: each.is === 'wrong' ? blame(each, shown) : [] }))
}

function judge(
  { path, method, expects }: AddressTrial,
  { status, text }: SeenAnswer,
  base: string,
): AddressVerdict['is'] {
  const isEchoed = text.startsWith(echoMark)
  if (expects === 'refused') return status >= 400 && !isEchoed && !text.startsWith(ownRefusal) ? 'right' : 'wrong'
  if (status === 401) return 'unknown'
  return status === expects && text === `${echoMark}${method} ${base}${echoPath}${path}\n` ? 'right' : 'wrong'
}

function blame(
  { trial: { suspects }, status }: { readonly trial: AddressTrial; readonly status: number },
  shown: ReadonlySet<Suspect>,
): readonly FrontSetting[] {
  if (shown.has('front')) return [frontSettings.front]
  const proven = suspects.filter(name => shown.has(name))
  const left: readonly FrontSetting[] = (proven.length > 0 ? proven : suspects).map(name => frontSettings[name])
  const fitting = left.filter(({ statuses }) => statuses === undefined || statuses.includes(status))
  return fitting.length > 0 ? fitting : left
}
