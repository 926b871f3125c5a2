/**
 * The rule of what is left out: of every kind of page (`files`, `annotate`, …) of a repository each revision, each
 * path (of an archive: its format) and each query but for its numbers is seen, and not each of them with each other;
 * of other pages (`/_admin/login?came_from=…`) one for each set of names in the query.
 */
export function eachOnce(roots: readonly string[]): (address: URL) => boolean {
  const isNew = newKeys()
  return address => {
    const place = placeOf(roots, address)
    const keys = place ? detailsOf(place).map(key => `${place.root} ${key}`) : [otherPage(address)]
    return keys.map(isNew).some(Boolean)
  }
}

/**
 * The same for many people, who share the work: each of them sees every repository, every kind of page and every page
 * beside them; of each kind each repository, revision, path and query is seen by the first who comes there.
 */
export function eachForSomebody(roots: readonly string[]): () => (address: URL) => boolean {
  const isNew = newKeys()
  return () => {
    const isOwn = newKeys()
    return address => {
      const place = placeOf(roots, address)
      if (!place) return isOwn(otherPage(address))
      const { root, page } = place
      const isFirst = [`${page} repository ${root}`, ...detailsOf(place)].map(isNew).some(Boolean)
      return isOwn(page === '' ? root : page) || isFirst
    }
  }
}

interface Place {
  readonly root: string
  readonly page: string
  readonly revision: string
  readonly path: string
  readonly search: string
}

function placeOf(roots: readonly string[], { pathname, search }: URL): Place | null {
  const root = roots.find(each => `${pathname}/`.startsWith(`${each}/`))
  if (root === undefined) return null
  const rest = pathname.slice(root.length).replace(/^(\/archive\/.*?)\.(zip|tar(?:\.\w+)?)$/, '$1/$2')
  const [, page = '', revision = '', ...path] = rest.split('/')
  return { root, page, revision, path: path.join('/'), search }
}

function detailsOf({ page, revision, path, search }: Place): readonly string[] {
  const keys = [`revision ${revision}`, `path ${path}`, `query ${search.replace(/=\d+/g, '=1')}`]
  return keys.map(key => `${page} ${key}`)
}

function otherPage({ pathname, searchParams }: URL): string {
  return `${pathname} ${[...searchParams.keys()].join()}`
}

function newKeys(): (key: string) => boolean {
  const seen = new Set<string>()
  return key => seen.size !== seen.add(key).size
}
