import type { Config } from '#config/config.ts'

export interface CloneAddresses {
  readonly byName: string
  /** Keeps working when the repository gets another name. */
  readonly byId: string
}

/** Addresses at the site that a browser shows, and, where there is one, at the site for git and hg. */
export interface AllCloneAddresses extends CloneAddresses {
  readonly clients: CloneAddresses | null
}

export interface CloneQuestion {
  /** What the administrator set; '' means Kallithea's own. */
  readonly template: string
  /** `https://host[:port]` and the path of the application, as this visitor reached it. */
  readonly origin: string
  readonly base: string
  readonly hostname: string
  /** Null where nobody signed on. */
  readonly username: string | null
  readonly repository: { readonly id: number; readonly name: string }
}

const usual = '{scheme}://{user}@{netloc}/{repo}'

/** What to hand to `git clone` or `hg clone`, by the template of the settings. */
export function cloneAddresses(
  { canonicalUrl, clientUrl }: Pick<Config, 'canonicalUrl' | 'clientUrl'>,
  question: CloneQuestion,
): AllCloneAddresses {
  const here = addressesAt(canonicalUrl ?? question.origin + question.base, question)
  const clients = clientUrl === null ? null : addressesAt(clientUrl, question)
  // a template may name its host itself
  return { ...here, clients: clients?.byName === here.byName ? null : clients }
}

function addressesAt(url: string, question: CloneQuestion): CloneAddresses {
  const template = question.template || usual
  return {
    byName: fill(template.replaceAll('_{repoid}', '{repo}'), url, question),
    byId: fill(template.replaceAll('{repo}', '_{repoid}'), url, question),
  }
}

function fill(template: string, url: string, question: CloneQuestion): string {
  const { scheme, netloc, prefix } = address(url)
  const user = encodeURIComponent(question.username ?? '')
  const values: Readonly<Record<string, string>> = {
    scheme,
    user,
    netloc: netloc + prefix,
    prefix,
    repo: encodeUnsafe(question.repository.name),
    repoid: String(question.repository.id),
    system_user: 'kallithea',
    hostname: question.hostname,
  }
  const addressed = user === '' ? template.replaceAll('{user}@', '') : template
  return addressed.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
}

function address(url: string): { scheme: string; netloc: string; prefix: string } {
  const [, scheme = 'http', netloc = '', path = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/i.exec(url) ?? []
  return { scheme, netloc, prefix: path.replace(/\/+$/, '') }
}

/** Letters of any script stay readable; what a shell or an address would take for something else does not. */
function encodeUnsafe(name: string): string {
  return name.replace(
    /[\s%?#"'`$\\<>^{}|&;()*!~[\]]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
