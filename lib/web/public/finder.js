// The worker of the finder: has the paths of a commit and says which of them somebody may mean.
'use strict'
;(() => {
  const mostShown = 100
  let paths
  let before = { words: '', found: null }

  const load = async list => {
    const answer = await fetch(list, { headers: { 'X-Partial-XHR': '1' } })
    const { nodes } = await answer.json()
    return nodes.filter(({ type }) => type === 'file').map(({ name }) => ({ name, small: name.toLowerCase() }))
  }

  // each letter in order, so “sensr” finds src/Gateway/SensorReader.cs
  function matches(path, words) {
    let at = 0
    for (const letter of words) {
      at = path.indexOf(letter, at) + 1
      if (!at) return false
    }
    return true
  }

  // What has the words as they are in its own name comes first, then in its path, then what has their letters.
  function rank({ small }, words) {
    if (!small.includes(words)) return 2
    return small.includes(words, small.lastIndexOf('/') + 1) ? 0 : 1
  }

  onmessage = async ({ data: { list, words, number } }) => {
    paths ??= load(list).catch(() => [])
    const all = await paths
    // whoever types on finds among what was found
    const known = before.found && words.startsWith(before.words) ? before.found : all
    const found = known.filter(({ small }) => matches(small, words))
    before = { words, found }
    const ranks = [[], [], []]
    for (const path of found) {
      const same = ranks[rank(path, words)]
      if (same.length < mostShown) same.push(path.name)
    }
    postMessage({ number, count: found.length, names: ranks.flat().slice(0, mostShown) })
  }
})()
