import { Problem } from '#std/problem.ts'
import { command } from '../command.ts'
import type { Runner } from '../run.ts'
import type { History } from './history.ts'
import { dateOrder } from './order.ts'
import { Damage } from './store/damage.ts'
import { readRefs, type RefsAt } from './store/refs.ts'
import type { Store } from './store.ts'

export interface Order {
  /** Positions, newest first. */
  readonly list: Uint32Array
  /** Place in the list by position; -1 where it is not in it. */
  readonly places: Int32Array
}

/** The repository at one moment; kept until a ref moves. */
export interface Snapshot {
  readonly history: History
  readonly refs: RefsAt
  /** Position of the commit a ref stands for, tags peeled; undefined for refs to other things. */
  readonly commits: ReadonlyMap<string, number>
  /**
   * The heads that git_rev_filter chooses, in git's order. None when HEAD is an unborn branch: Kallithea calls that
   * empty.
   */
  readonly heads: readonly number[]
  readonly order: () => Order
}

/** Says which refs count: `--all`, or some of `--branches --tags --remotes`. */
export type HeadFilter = (name: string) => boolean

export function parseRevFilter(text: string): HeadFilter {
  const words = text.split(/\s+/).filter(Boolean)
  const prefixes = words.map(word => prefixesByWord[word])
  if (words.length === 0 || prefixes.includes(undefined)) {
    throw new Problem('invalid', 'git_rev_filter knows --all, --branches, --tags and --remotes', { text })
  }
  return name => prefixes.some(prefix => prefix !== undefined && name.startsWith(prefix))
}

const prefixesByWord: Readonly<Record<string, string | undefined>> = {
  '--all': '',
  '--branches': 'refs/heads/',
  '--tags': 'refs/tags/',
  '--remotes': 'refs/remotes/',
}

export function openSnapshots(store: Store, runner: Runner, filter: HeadFilter): () => Promise<Snapshot> {
  let current: Snapshot | null = null
  return async () => {
    const before = current?.refs ?? null
    const refs = store.foreignRefs ? await foreignRefs(store, runner, before) : readRefs(store.folder, before)
    if (current && refs === before) return current
    current = await store.attempt(() => makeSnapshot(store, refs, filter))
    return current
  }
}

function makeSnapshot(store: Store, refs: RefsAt, filter: HeadFilter): Snapshot {
  const history = store.history()
  const commits = new Map<string, number>()
  for (const [name, { id, peeled }] of refs.refs) {
    const position = commitPosition(store, history, peeled ?? id)
    if (position >= 0) commits.set(name, position)
  }
  const names = [...commits.keys()].filter(filter)
  const heads = names.flatMap(name => commits.get(name) ?? [])
  if (refs.headId && filter('HEAD')) heads.push(history.add(refs.headId))
  const some = refs.headId ? [...new Set(heads)] : []
  let order: Order | null = null
  return { refs, history, commits, heads: some, order: () => (order ??= makeOrder(history, some)) }
}

function makeOrder(history: History, heads: readonly number[]): Order {
  const list = dateOrder(history, heads)
  const places = new Int32Array(history.size()).fill(-1)
  for (const [place, position] of list.entries()) places[position] = place
  return { list, places }
}

/** -1 for what is no commit; a tag is followed to what it stands for. */
function commitPosition(store: Store, history: History, start: string): number {
  for (let id = start; ; ) {
    const known = history.find(id)
    if (known >= 0) return known
    const type = typeOf(store, id)
    if (type === 'commit') return history.add(id)
    if (type !== 'tag') return -1
    id = /^object ([0-9a-f]+)/.exec(store.objects.read(id).data.toString('latin1', 0, 80))?.[1] ?? ''
  }
}

/** A ref to nothing is ignored, as git does with a warning; what only git can read is not nothing. */
function typeOf(store: Store, id: string): string | null {
  try {
    return store.objects.header(id).type
  } catch (error) {
    if (error instanceof Damage && error.id && !store.objects.incomplete()) return null
    throw error
  }
}

async function foreignRefs({ folder }: Store, runner: Runner, before: RefsAt | null): Promise<RefsAt> {
  const git = command().value('--git-dir=', folder)
  const list = git.with('for-each-ref', '--format=%(objectname) %(*objectname) %(refname)')
  const { stdout } = await runner.run({ tool: 'git', command: list })
  const head = await runner.run({ tool: 'git', command: git.with('symbolic-ref', '-q', 'HEAD'), codes: [0, 1] })
  const verify = git.with('rev-parse', '--verify', '-q', 'HEAD')
  const headId = await runner.run({ tool: 'git', command: verify, codes: [0, 1] })
  const stamp = `${stdout} ${head.stdout} ${headId.stdout}`
  if (stamp === before?.stamp) return before
  const refs = new Map<string, { id: string; peeled: string | null }>()
  for (const line of stdout.toString().split('\n').filter(Boolean)) {
    const [id = '', peeled = '', ...name] = line.split(' ')
    refs.set(name.join(' '), { id, peeled: peeled || null })
  }
  return {
    stamp,
    refs,
    headName: head.stdout.toString().trim() || null,
    headId: headId.stdout.toString().trim() || null,
    isBusy: false,
  }
}
