import type { CommitDescription } from '../helpers/commit-description.ts'
import { dice } from '../helpers/random-history.ts'
import { pick, sentence } from './made-code.ts'
import { type Edit, MadeFiles } from './made-files.ts'

export interface HistorySize {
  readonly commits: number
  /** How many files it begins with; every fourth commit adds one. */
  readonly files: number
  /** Size of the large file at the end. */
  readonly largeFile: number
  /** Size of the diff of the large commit. */
  readonly largeDiff: number
}

export interface MadeHistory {
  readonly commits: readonly CommitDescription[]
  /** Place of the commit with the large diff. */
  readonly large: number
}

const authors = Array.from({ length: 40 }, (_, index) => `Author ${index} Example <author${index}@example.com>`)
const firstDate = 1_560_000_000

/** Years of work as a firm might have done it; the same each time. */
export function makeHistory(size: HistorySize): MadeHistory {
  const roll = dice(size.commits + size.files)
  const files = new MadeFiles(size, roll)
  const commits: CommitDescription[] = []
  const large = Math.floor(size.commits * 0.9)
  let branch: Branch | null = null
  let main = -1
  let branches = 0

  function add(edit: Edit, more: Partial<CommitDescription> = {}): number {
    const index = commits.length
    const body = roll(3) === 0 ? `\n\n${sentence(roll, 14)}.\n${sentence(roll, 9)} (#${roll(4000)}).` : ''
    const message = `${more.message ?? sentence(roll)}, part ${index}${body}`
    const date = firstDate + index * 9000 + roll(8000)
    const facts = { author: pick(authors, roll), date, zone: (roll(5) - 1) * 60 }
    commits.push({ ...facts, ...labelsOf(index), ...edit, ...more, message })
    return index
  }

  function labelsOf(index: number): Partial<CommitDescription> {
    if (branch || index === 0) return {}
    if (index % 70 === 0) return { tags: [`v${Math.floor(index / 700)}.${(index / 70) % 10}`] }
    return index % 480 === 0 ? { bookmarks: [`review-${index}`] } : {}
  }

  while (commits.length < size.commits) {
    const index = commits.length
    if (index === 0) main = add(files.begin(), { parents: [] })
    else if (index === large) main = add(files.rewrite(), { parents: [main] })
    else if (branch?.left === 0) {
      main = add(files.merged(), { parents: [main, branch.tip], message: `Merge ${branch.name}` })
      branch = null
    } else if (branch && roll(3) > 0) {
      branch.left--
      const closes = branch.named && branch.left === 0 && roll(4) > 0
      branch.tip = add(files.changeBeside(), {
        parents: [branch.tip],
        ...(branch.named && { branch: branch.name }),
        ...(closes && { closes }),
      })
    } else if (!branch && index > 5 && index + 20 < size.commits && roll(25) === 0) {
      const named = branches++ % 5 === 0
      branch = { name: `feature/${branches}`, named, tip: main, left: 1 + roll(5) }
      files.openBeside()
    } else main = add(files.change(index), { parents: [main] })
  }
  return { commits, large }
}

interface Branch {
  readonly name: string
  /** Only such a branch has a name that stays. */
  readonly named: boolean
  tip: number
  left: number
}
