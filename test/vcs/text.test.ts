import test from 'ava'
import fc from 'fast-check'
import { decodeAnyway, decodeText, encodingOf } from '../../lib/vcs/text.ts'

test('UTF-8 is read as such, whatever is configured', t => {
  t.deepEqual(decodeText(Buffer.from('Grüße'), ['latin1']), { text: 'Grüße', encoding: 'utf-8', marked: false })
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

test('a guess needs more than a letter, and takes Western text for Western', t => {
  const read = (hex: string) => decodeText(Buffer.from(hex, 'hex'))
  t.like(read('53747261df65'), { text: 'Straße', encoding: 'windows-1252' })
  t.like(read('53747261df652c206e61ef76652c20c56e67737472f66d0a'), {
    text: 'Straße, naïve, Ångström\n',
    encoding: 'windows-1252',
  })
  t.is(read('4c6520636166e920636ffb7465203520802c2064e96ae0')?.text, 'Le café coûte 5 €, déjà')
  t.like(read('8c9f8dd58c568a548ad482cc83658358836782c582b7'), { encoding: 'shift_jis' })
})

test('UTF-16 is read with its mark and without', t => {
  const marked = Buffer.from('\ufeffhällo 上\r\n', 'utf16le')
  t.deepEqual(decodeText(marked), { text: 'hällo 上\r\n', encoding: 'utf-16le', marked: true })
  t.like(decodeText(Buffer.from(marked).swap16()), { text: 'hällo 上\r\n', encoding: 'utf-16be', marked: true })
  const bare = marked.subarray(2)
  t.deepEqual(decodeText(bare), { text: 'hällo 上\r\n', encoding: 'utf-16le', marked: false })
  t.like(decodeText(Buffer.from(bare).swap16()), { text: 'hällo 上\r\n', encoding: 'utf-16be' })
  t.is(encodingOf(marked.subarray(0, 9), 'beginning'), 'utf-16le')
  t.is(encodingOf(bare.subarray(0, 9), 'beginning'), 'utf-16le')
})

test('the mark of UTF-8 is no part of the text', t => {
  t.deepEqual(decodeText(Buffer.from('\ufeffa')), { text: 'a', encoding: 'utf-8', marked: true })
})

test('what is binary is no text', t => {
  t.is(decodeText(Buffer.from('a\0b')), null)
  t.is(decodeText(Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0])), null)
  t.is(decodeText(Buffer.from([1, 0, 2, 0, 3, 0, 4, 0])), null)
  t.is(decodeText(Buffer.from([0x41, 0, 0, 0x41])), null)
  t.is(decodeText(Buffer.from([0xff, 0xfb, 0x90, 0x01, 0x02, 0xe4, 0x06])), null)
})

test('a beginning is judged without the character that was cut', t => {
  const text = Buffer.from(`${'ä'.repeat(3)}\n${'ä'.repeat(3)}`)
  t.is(encodingOf(text.subarray(0, -1), 'beginning'), 'utf-8')
  t.is(encodingOf(Buffer.from('a\0'), 'beginning'), 'utf-16le')
  t.is(encodingOf(Buffer.from([1, 0, 2]), 'beginning'), null)
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
