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
  `_session_csrf_secret_token=${secret}&x=1`,
  `new_password=${secret}&password_confirmation=${secret}`,
  `auth_ldap_dn_pass: ${secret}`,
  `https://ann:p@${secret}@example.com/x`,
]) {
  test(`a secret is taken out of: ${line.replaceAll(secret, '…')}`, t => {
    t.false(redact(line).includes(secret))
  })
}

test('a line without secrets stays as it is', t => {
  const line = 'GET /projects/app/files/tip 200 12 ms'
  t.is(redact(line), line)
})
