import type { Inline } from './block.ts'
import { unescaped } from './delimiters.ts'
import { count, type Names, normalName, targetOf } from './names.ts'

/** What stands before `_` or `__` in quotes: `text`, `text <address>` or `text <name_>`. */
export function phrase(inner: string, sign: string, names: Names): Inline {
  const open = inner.endsWith('>') && !inner.endsWith('\0>') ? inner.lastIndexOf('<') : -1
  if (open < 0 || (open > 0 && !/\s/.test(inner[open - 1] ?? ''))) return reference(unescaped(inner), sign, names)
  const target = targetOf(inner.slice(open + 1, -1))
  const text = unescaped(inner.slice(0, open)).trim()
  if (target.kind === 'alias') {
    if (text && sign === '_') names.explicit.set(normalName(text), target)
    return { kind: 'reference', name: target.name, text: text || target.name, typed: text || target.name }
  }
  if (text && sign === '_') names.explicit.set(normalName(text), target)
  return { kind: 'link', address: target.address, text: text || target.address.replace(/^mailto:/, '') }
}

function reference(text: string, sign: string, names: Names): Inline {
  if (sign === '__') return { kind: 'anonymous', nth: count(names, 'anonymous'), text }
  return { kind: 'reference', name: normalName(text), text, typed: text }
}
