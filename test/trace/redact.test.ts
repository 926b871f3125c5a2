import { inspect } from 'node:util'
import test from 'ava'
import { redact } from '#trace/redact.ts'

const secret = 'c0rrect-horse'
const withBlanks = `${secret} "battery" ${secret}`

for (const line of [
  `Authorization: Basic ${secret}`,
  `Authorization: ${secret}`,
  `Authorization: Digest username="ann", realm="x", response="${secret}"`,
  `proxy-authorization: Negotiate ${secret}`,
  `cookie: kallithea=${secret}; theme=dark`,
  `Set-Cookie: kallithea=${secret}`,
  inspect({ 'set-cookie': [`kallithea=${secret}`, `remember=${secret}; ${'x'.repeat(80)}`] }),
  inspect(['Host', 'x', 'Cookie', `kallithea=${secret}`, 'Authorization', `NTLM ${secret}`, 'Accept', '*/*', 'A', 'b']),
  inspect(new Map([['password', withBlanks]])),
  inspect({ user: { name: 'ann', password: withBlanks } }),
  JSON.stringify({ name: 'ann', password: withBlanks }),
  JSON.stringify(JSON.stringify({ password: withBlanks })),
  JSON.stringify(['hg', '--config', `auth.x.password=${secret}`]),
  JSON.stringify(['tool', '--password', withBlanks]),
  `cloning https://ann:${secret}@example.com/x`,
  `cloning https://ann:p/${secret}@example.com/x`,
  `cloning https://${secret}-${secret}@example.com/x`,
  `ldaps://cn=admin:${secret}@ldap.example.com`,
  `GET /?api_key=${secret}&page=1`,
  `GET /_admin/login?came_from=%2Fx%3Fapi_key%3D${secret}%26page%3D1`,
  `GET /_admin/login?came_from=%2F%3Fcame_from%3D%252Fx%253Fapi_key%253D${secret}`,
  `GET /?url=https%3A%2F%2Fann%3A${secret}%40example.com`,
  `{"password": "${secret}"}`,
  `Bearer ${secret}`,
  `_session_csrf_secret_token=${secret}&x=1`,
  `new_password=${secret}&password_confirmation=${secret}`,
  `password=${secret},with;more${secret}`,
  `smtp_password = the ${secret}, and ${secret}`,
  `auth_ldap_dn_pass: ${secret}`,
  `app_instance_uuid = ${secret}`,
  `session.secret=${secret}`,
  `X-Api-Key: ${secret}`,
  `https://ann:p@${secret}@example.com/x`,
  `Content-Disposition: form-data; name="new_password"\r\n\r\n${secret}\r\n`,
  `-----BEGIN RSA PRIVATE KEY-----\n${secret}\n${secret}\n`,
  `Kallithea is at \\\\.\\pipe\\${secret}`,
  JSON.stringify(`\\\\.\\pipe\\${secret}`),
]) {
  test(`a secret is taken out of: ${line.replaceAll(secret, '…')}`, t => {
    t.false(redact(line).includes(secret), redact(line))
    t.regex(redact(line), /…/)
  })
}

for (const line of [
  'GET /projects/app/files/tip 200 12 ms',
  'select "user_id" from "users" where "api_key" = ? and "admin" = ?',
  'update "users" set "password" = ?, "lastname" = ? where "user_id" = ?',
  'insert into "users" ("username", "password", "email") values (?, ?, ?)',
  'git ["log","--end-of-options","4f1c2a9be07d"]: 0 after 12 ms',
  'https://example.com:8080/x/y',
  'Error: it went wrong\n    at run (C:\\inetpub\\kallithea\\lib\\app.ts:12:34)',
]) {
  test(`a line without secrets stays as it is: ${line}`, t => {
    t.is(redact(line), line)
  })
}

test('what stands beside a secret stays', t => {
  t.is(redact(`GET /x?api_key=${secret}&page=1 200`), 'GET /x?api_key=…&page=1 200')
  t.is(redact(`https://ann:${secret}@example.com/x`), 'https://ann:…@example.com/x')
})

for (const piece of ['a.', 'a://a:', 'token', '"token":"\\', 'name="token', '%3A%2F%2F', '\\', "'", '[', 'cookie:']) {
  test(`it comes to an end with a line that is made of ${piece} alone`, t => {
    t.regex(redact(`${piece.repeat(6000)} password=${secret}`), /…/)
  })
}
