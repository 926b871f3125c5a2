import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import test from 'ava'
import { assetPath, publicFolder } from '#web/assets.ts'

const size = (...names: readonly string[]) =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(join(publicFolder, name)), { level: 9 }).length, 0)

test('the address of a file changes with its content and is otherwise the same', t => {
  t.regex(assetPath('style.css'), /^\/-\/public\/[0-9a-f]{12}\/style\.css$/)
  t.is(assetPath('style.css'), assetPath('style.css'))
})

test('a file that is not there is a mistake of ours', t => {
  t.throws(() => assetPath('no-such.css'), { instanceOf: TypeError })
})

test('sheets, script and icons keep their weight', t => {
  t.true(size('style.css', 'code.css', 'diff.css') <= 12 * 1024)
  t.true(size('site.js') <= 4 * 1024)
  t.true(size('lines.js') <= 1536)
  t.true(size('icons.svg') <= 4 * 1024)
})
