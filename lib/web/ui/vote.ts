import type { VoteState } from '#domain/pull-requests.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

const looks = {
  not_reviewed: { tone: '', icon: 'circle', text: 'Not reviewed' },
  under_review: { tone: 'warn', icon: 'circle-dot', text: 'Under review' },
  rejected: { tone: 'bad', icon: 'circle-x', text: 'Not approved' },
  approved: { tone: 'ok', icon: 'circle-check', text: 'Approved' },
} as const

export function voteText(visit: Pick<Visit, 't'>, vote: VoteState): string {
  return visit.t(looks[vote].text)
}

export function voteTone(vote: VoteState): string {
  return looks[vote].tone
}

export function voteIcon(visit: Visit, vote: VoteState): Html {
  return icon(visit, looks[vote].icon)
}

/** A vote in a sign and a word. */
export function voteState(visit: Visit, vote: VoteState, text = voteText(visit, vote)): Html {
  return html`<span class="state ${looks[vote].tone}">${voteIcon(visit, vote)}<span>${text}</span></span>`
}
