import test from 'ava'
import fc from 'fast-check'
import type { Link } from '../../../lib/vcs/repository.ts'
import { layGraph } from '../../../lib/web/ui/graph-lanes.ts'

/** Letters are the commits. */
const nodes = (text: string): Link[] =>
  text.split(' ').map(word => {
    const [id = 0, ...parents] = Array.from(word.replace(':', ''), letter => letter.codePointAt(0) ?? 0)
    return { id, parents }
  })

const columns = (text: string) => layGraph(nodes(text)).map(row => row.column)

test('a line of commits stays in one column and one colour', t => {
  const rows = layGraph(nodes('c:b b:a a:'))
  t.deepEqual(
    rows.map(row => row.column),
    [0, 0, 0],
  )
  t.deepEqual(
    rows.map(row => row.colour),
    [0, 0, 0],
  )
  t.deepEqual(
    rows.map(row => row.hasChild),
    [false, true, true],
  )
  t.deepEqual(rows.at(-1)?.below, [])
})

test('a merge opens a column, and the columns meet where the branch began', t => {
  t.deepEqual(columns('m:bc c:a b:a a:'), [0, 1, 0, 1])
  const [merge, side, main] = layGraph(nodes('m:bc c:a b:a a:'))
  t.deepEqual(
    merge?.edges.map(edge => [edge.column, edge.isNew]),
    [
      [0, true],
      [1, true],
    ],
  )
  t.deepEqual(
    side?.passing.map(lane => lane.column),
    [0],
  )
  t.deepEqual(
    main?.edges.map(edge => [edge.column, edge.isNew]),
    [[1, false]],
  )
})

test('two heads have a column each, and a free column is taken again', t => {
  t.deepEqual(columns('x:a y:b a: z:b b:'), [0, 1, 0, 0, 1])
})

test('an octopus has an edge to each parent', t => {
  t.is(layGraph(nodes('m:abc a: b: c:'))[0]?.edges.length, 3)
})

test('rows do not depend on what comes below them', t => {
  const text = 'm:bc c:a b:a a:z y:z z:'
  const all = layGraph(nodes(text))
  t.deepEqual(layGraph(nodes(text).slice(0, 3)), all.slice(0, 3))
  t.deepEqual(layGraph(nodes(text), 2), all.slice(2))
})

test('every line that runs on below a row arrives at a commit or runs past it', t => {
  const histories = fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }), { maxLength: 40 })
  fc.assert(
    fc.property(histories, history => {
      const made = history.map((distances, index) => ({
        id: index,
        parents: [...new Set(distances)].map(distance => index + distance),
      }))
      const rows = layGraph(made)
      for (const [index, row] of rows.entries()) {
        const above = (rows[index - 1]?.below ?? []).map(lane => lane.column)
        const arriving = [...row.passing.map(lane => lane.column), ...(row.hasChild ? [row.column] : [])]
        t.deepEqual(above.toSorted(), arriving.toSorted())
        t.false(row.passing.some(lane => lane.column === row.column))
      }
    }),
  )
})
