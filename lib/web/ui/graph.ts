import { type Html, html } from '../html.ts'
import type { GraphRow, Lane } from './graph-lanes.ts'

/** More lines than these do not fit beside the words; they are cut off on the right. */
const widest = 14

/** How much room a page of the graph takes, so that all its rows begin at the same place. */
export function graphWidth(rows: readonly GraphRow[]): number {
  const columns = rows.flatMap(row => [row, ...row.passing, ...row.edges].map(lane => lane.column))
  return 22 + 14 * Math.min(widest - 1, Math.max(0, ...columns))
}

/** One row: the commit, the lines past it, and those to its parents. */
export function graphRow(row: GraphRow, width: number): Html {
  const passing = row.passing.filter(shown).map(lane => line(lane, 0, 999))
  const above = row.hasChild && shown(row) && line(row, 0, 17)
  const edges = row.edges.filter(shown).map(edge => edgeLine(row, edge))
  return svg(width, 34, html`${passing}${above}${edges}${shown(row) && node(row)}`)
}

/** The lines between two rows, beside a date. */
export function graphGap(lanes: readonly Lane[], width: number): Html {
  return svg(width, 20, html`${lanes.filter(shown).map(lane => line(lane, 0, 999))}`)
}

function shown({ column }: Lane): boolean {
  return column < widest
}

function svg(width: number, height: number, content: Html): Html {
  return html`<svg class="graph" width="${width}" height="${height}" aria-hidden="true">${content}</svg>`
}

function x({ column }: Pick<Lane, 'column'>): number {
  return 10 + 14 * column
}

function tone({ colour }: Pick<Lane, 'colour'>): string {
  return `g${colour % 4}`
}

function line(lane: Lane, from: number, to: number): Html {
  return html`<line class="${tone(lane)}" x1="${x(lane)}" x2="${x(lane)}" y1="${from}" y2="${to}"/>`
}

function edgeLine(row: GraphRow, edge: GraphRow['edges'][number]): Html {
  if (edge.column === row.column) return line(edge, 17, 999)
  const start = Math.min(x(row), x({ column: widest }))
  const bend = html`<path class="${tone(edge)}" d="M${start} 17C${start} 34 ${x(edge)} 17 ${x(edge)} 34"/>`
  return edge.isNew ? html`${bend}${line(edge, 34, 999)}` : bend
}

function node(row: GraphRow): Html {
  const tip = row.edges.length < 2 && ' tip'
  return html`<circle class="${tone(row)}${tip}" cx="${x(row)}" cy="17" r="4"/>`
}
