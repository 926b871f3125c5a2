import { createHash } from 'node:crypto'
import test from 'ava'
import { checkPassword, hashPassword, pretendToCheck } from '#auth/password.ts'

/** Of `abc123xyz`, twelve rounds, as crypt_blowfish makes it. */
const bcrypt = 'R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW'

test('a new hash is bcrypt of ten rounds as Kallithea writes it, and its password is known again', async t => {
  const hash = await hashPassword('grüße, 日本')
  t.regex(hash, /^\$2b\$10\$[./A-Za-z0-9]{53}$/)
  t.true(await checkPassword('grüße, 日本', hash))
  t.false(await checkPassword('grusse, 日本', hash))
  t.not(await hashPassword('grüße, 日本'), hash)
})

for (const version of ['2a', '2b', '2y']) {
  test(`a $${version}$ hash is read`, async t => {
    const hash = `$${version}$12$${bcrypt}`
    t.true(await checkPassword('abc123xyz', hash))
    t.false(await checkPassword('abc123xyZ', hash))
  })
}

test('the SHA-256 of old Windows installations is read, in either case of its letters', async t => {
  const hash = createHash('sha256').update('old secret').digest('hex')
  t.true(await checkPassword('old secret', hash))
  t.true(await checkPassword('old secret', hash.toUpperCase()))
  t.false(await checkPassword('other', hash))
})

const unreadable = [
  '',
  ' ',
  'x',
  '$2b$10$short',
  `$2c$12$${bcrypt}`,
  `$2b$99$${bcrypt}`,
  `$2b$31$${bcrypt}`,
  `$2b$12$${bcrypt}x`,
  'a'.repeat(63),
  'g'.repeat(64),
]
for (const hash of unreadable) {
  test(`nobody signs in by the stored text ${JSON.stringify(hash)}`, async t => {
    for (const password of ['', hash, 'abc123xyz']) t.false(await checkPassword(password, hash))
  })
}

test('a password is not cut off at a zero byte', async t => {
  t.false(await checkPassword('abc123xyz\0more', `$2b$12$${bcrypt}`))
  t.false(await checkPassword('abc123xyz\0', `$2b$12$${bcrypt}`))
})

test('many passwords at once are answered each for itself', async t => {
  const hash = `$2b$04$${'.'.repeat(53)}`
  const answers = await Promise.all([
    checkPassword('a', hash),
    checkPassword('abc123xyz', `$2b$12$${bcrypt}`),
    checkPassword('b', hash),
  ])
  t.deepEqual(answers, [false, true, false])
})

test.serial('pretending takes as long as a check of ten rounds', async t => {
  const hash = await hashPassword('x')
  const real = await timeOf(() => checkPassword('y', hash))
  const pretended = await timeOf(() => pretendToCheck('y'))
  t.true(pretended > real / 5 && pretended < real * 5, `${pretended} against ${real} ms`)
})

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}
