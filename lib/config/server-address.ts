import type { Entry, Mistake, Sections } from './ini-text.ts'

/**
 * The address that `[uwsgi]` names, as entries of `[server:main]`, for files that have no such section. Values there
 * may have a comment behind them.
 */
export function readUwsgi(sections: Sections): {
  readonly entries: ReadonlyMap<string, Entry>
  readonly mistakes: readonly Mistake[]
} {
  const uwsgi = sections.get('uwsgi')
  const entry = uwsgi?.get('http-socket') ?? uwsgi?.get('http') ?? uwsgi?.get('socket')
  if (!entry) return { entries: new Map(), mistakes: [] }
  const value = entry.value.replace(/\s+[;#].*$/s, '').trim()
  const [, host = '', port] = /^(\[[^\]]+\]|[^:/\\]*):(\d+)$/.exec(value) ?? []
  if (port === undefined) {
    const what = 'a file socket is not listened on: name host:port, or start with serve --port N'
    return { entries: new Map(), mistakes: [{ section: entry.section, key: entry.key, line: entry.line, what }] }
  }
  const found = [
    ['host', host.replace(/^\[|\]$/g, '') || '0.0.0.0'],
    ['port', port],
  ] as const
  return { entries: new Map(found.map(([key, text]) => [key, { ...entry, key, value: text }])), mistakes: [] }
}
