import test from 'ava'
import { redact } from '#trace/redact.ts'

const secret = 'c0rrect-horse'

for (const line of [
  `Authorization: Basic ${secret}`,
  `cookie: kallithea=${secret}; theme=dark`,
  `Set-Cookie: kallithea=${secret}`,
  `cloning https://ann:${secret}@example.com/x`,
  `GET /?api_key=${secret}&page=1`,
  `{"password": "${secret}"}`,
  `Bearer ${secret}`,
]) {
  test(`a secret is taken out of: ${line.replace(secret, '…')}`, t => {
    t.false(redact(line).includes(secret))
  })
}

test('a line without secrets stays as it is', t => {
  const line = 'GET /projects/app/files/tip 200 12 ms'
  t.is(redact(line), line)
})
