import test from 'ava'
import { parseSshKey } from '#domain/ssh-key.ts'
import { sshKeyLine } from '../helpers/ssh-keys.ts'

/** Kept by Kallithea 0.7 with this fingerprint. */
const known = {
  line: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUm somebody@example.com',
  fingerprint: 'WZ64x5CuWPIPCGCuuSA1DB7xipz7cI/vWRWoqW3keDM',
}

test('a key has the fingerprint by which Kallithea knows it, and what stands behind it says whose it is', t => {
  const { key } = parseSshKey(known.line)
  t.is(key?.fingerprint, known.fingerprint)
  t.is(key?.comment, 'somebody@example.com')
})

test('each kind that Kallithea takes is a key, with what stands around it', t => {
  for (const [kind, strings] of [
    ['ssh-rsa', 2],
    ['ssh-dss', 4],
    ['ssh-ed25519', 1],
    ['ssh-ed448', 1],
  ] as const) {
    const line = sshKeyLine({ kind, strings })
    t.is(parseSshKey(line).key?.kind, kind)
    t.is(parseSshKey(`  ${line.replace(' ', '\t')}  joe doe@x \r\n`).key?.comment, 'joe doe@x')
  }
})

const [kind = '', base64 = ''] = known.line.split(' ')
const wrong: readonly (readonly [what: string, pasted: string, sentence: RegExp])[] = [
  ['nothing', ' \r\n', /^Paste/],
  [
    'a private key',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----',
    /private/,
  ],
  ['an old private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA', /private/],
  ["a private key of PuTTY's", 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none', /private/],
  ["a public key as PuTTYgen's button saves it", '---- BEGIN SSH2 PUBLIC KEY ----\nAAAA', /PuTTYgen/],
  ['two keys', `${known.line}\n${sshKeyLine({})}`, /one by one/],
  ['a key broken into lines', `${kind} ${base64.slice(0, 20)}\n${base64.slice(20)}`, /several/],
  ['a kind that is not taken', sshKeyLine({ kind: 'ecdsa-sha2-nistp256', strings: 2 }), /not taken/],
  ['something else', 'hello world', /begins with its kind/],
  ['options before the key', `no-pty ${known.line}`, /begins with its kind/],
  ['a kind alone', kind, /stops/],
  ['no base64', `${kind} ***`, /signs in it that no key has/],
  ['one sign less', known.line.replace(base64, base64.slice(0, -1)), /cut off/],
  ['the end cut off', `${kind} ${base64.slice(0, -8)}`, /cut off/],
  ['too much in it', sshKeyLine({ strings: 2 }), /cut off/],
  ['another kind inside', `ssh-rsa ${base64}`, /holds another/],
  ['control characters', `${known.line}\u0001`, /nobody can see/],
]

for (const [what, pasted, sentence] of wrong)
  test(`no key, and told apart: ${what}`, t => {
    const { key, mistake } = parseSshKey(pasted)
    t.is(key, undefined)
    t.regex(mistake ?? '', sentence)
  })
