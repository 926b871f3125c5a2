import test from 'ava'
import fc from 'fast-check'
import { decodeAnyway, decodeText, isBinary } from '../../lib/vcs/text.ts'

test('UTF-8 is read as such, whatever is configured', t => {
  t.deepEqual(decodeText(Buffer.from('Grüße'), ['latin1']), { text: 'Grüße', encoding: 'utf-8' })
})

test('configured encodings are tried in their order', t => {
  const bytes = Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67])
  t.is(decodeText(bytes, ['utf8', 'cp932', 'latin1'])?.text, 'テスト')
  t.is(decodeText(Buffer.from([0xfc]), ['no-such-encoding', 'latin-1'])?.text, 'ü')
})

test('an encoding that nobody configured is guessed from the lines that are not ASCII', t => {
  const russian = Buffer.from('f0f0c8e2e5f22c20ece8f02120fdf2ee20f2e5eaf1f220ede020f0f3f1f1eaeeec20ffe7fbeae52e', 'hex')
  const text = decodeText(Buffer.concat([Buffer.from('int main() {}\n'.repeat(500)), russian]))
  t.is(text?.encoding, 'windows-1251')
})

test('a zero byte makes it binary, but for UTF-16 with its mark', t => {
  t.is(decodeText(Buffer.from('a\0b')), null)
  t.true(isBinary(Buffer.from('a\0b')))
  t.is(decodeText(Buffer.from('\ufeffhällo', 'utf16le'))?.text, 'hällo')
  t.false(isBinary(Buffer.from('\ufeffhällo', 'utf16le')))
  t.is(decodeText(Buffer.from([0xfe, 0xff, 0, 0x41]))?.text, 'A')
})

test('any bytes can be shown', t => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.array(fc.string()),
      (bytes, encodings) => typeof decodeAnyway(Buffer.from(bytes), encodings) === 'string',
    ),
  )
  t.pass()
})
