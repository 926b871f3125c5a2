/** Where the nodes of a revlog stand, by their first four bytes. */
export interface Places {
  /** The revision whose node begins so and is the one that is looked for; -1 for none. */
  find(head: number, isIt: (revision: number) => boolean): number
}

/**
 * A table with room between its entries: what is not at the place that its head names stands behind it.
 * Making it costs no more than looking through all nodes once.
 */
export function placesOf(length: number, head: (revision: number) => number): Places {
  const mask = 2 ** Math.ceil(Math.log2(length * 1.5 + 1)) - 1
  const table = new Uint32Array(mask + 1) // revisions from 1; 0 is free
  for (let revision = 0; revision < length; revision++) {
    let place = head(revision) & mask
    while (table[place] !== 0) place = (place + 1) & mask
    table[place] = revision + 1
  }
  return {
    find(wanted, isIt) {
      for (let place = wanted & mask; ; place = (place + 1) & mask) {
        const revision = (table[place] ?? 0) - 1
        if (revision < 0 || (head(revision) === wanted && isIt(revision))) return revision
      }
    },
  }
}
