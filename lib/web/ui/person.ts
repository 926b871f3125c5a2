import { type Html, html } from '../html.ts'

interface Named {
  readonly username: string
  readonly firstName: string
  readonly lastName: string
}

/** An avatar and a name: of a user, or of a commit's author, whoever that is. */
export function person(name: string): Html {
  return html`<span class="person">${avatar(name)}<span>${name}</span></span>`
}

export function fullName(user: Named): string {
  return `${user.firstName} ${user.lastName}`.trim() || user.username
}

/** Initials on a colour that stays the same for a name; no picture from outside is ever asked for. */
export function avatar(name: string, size: 'big' | '' = ''): Html {
  return html`<span class="avatar a${colour(name)}${size && ` ${size}`}" aria-hidden="true">${initials(name)}</span>`
}

function initials(name: string): string {
  const words = name.split(/[\s.,_@\\-]+/u).filter(word => /^[\p{L}\p{N}]/u.test(word))
  const first = letter(words[0])
  const last = words.length > 1 ? letter(words.at(-1)) : ''
  return isWide(first) ? first : first + last
}

function letter(word = ''): string {
  return ([...word][0] ?? '?').toUpperCase()
}

/** Ideographs and the like: one fills the circle. */
function isWide(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(character)
}

function colour(name: string): number {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return (sum % 6) + 1
}
