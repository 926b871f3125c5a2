import test from 'ava'
import { checkNode } from '#domain/doctor/programs.ts'
import { parseRegistry } from '#domain/doctor/registry.ts'

test('what reg.exe prints is read, names and values with blanks in them too', t => {
  const printed = [
    '',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment',
    '    ComSpec    REG_EXPAND_SZ    %SystemRoot%\\system32\\cmd.exe',
    '    PORT    REG_SZ    8080',
    '    a b    REG_SZ    c d',
    '    LongPathsEnabled    REG_DWORD    0x1',
    '    empty    REG_SZ    ',
    '',
  ].join('\r\n')
  t.deepEqual(Object.fromEntries(parseRegistry(printed)), {
    ComSpec: '%SystemRoot%\\system32\\cmd.exe',
    PORT: '8080',
    'a b': 'c d',
    LongPathsEnabled: '0x1',
    empty: '',
  })
  t.is(parseRegistry('ERROR: The system was unable to find the specified registry key or value.').size, 0)
})

test('a node that cannot run this is told', t => {
  t.deepEqual(
    ['22.17.9', '20.20.2', '22.18.0', '24.0.0'].map(version => checkNode(version, 'node.exe')[0]?.tone),
    ['bad', 'bad', 'ok', 'ok'],
  )
})
