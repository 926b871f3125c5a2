import test from 'ava'
import { cloneAddresses } from '../../lib/domain/clone-addresses.ts'

const question = {
  template: '',
  origin: 'https://code.example.com',
  base: '/kallithea',
  hostname: 'code.example.com',
  username: 'ann',
  repository: { id: 12, name: 'group/project' },
}
const config = { canonicalUrl: null, clientUrl: null }

test('the usual address has the name of who asks', t => {
  t.deepEqual(cloneAddresses(config, question), {
    byName: 'https://ann@code.example.com/kallithea/group/project',
    byId: 'https://ann@code.example.com/kallithea/_12',
    clients: null,
  })
})

test('without a name the @ is gone too', t => {
  t.is(
    cloneAddresses(config, { ...question, username: null }).byName,
    'https://code.example.com/kallithea/group/project',
  )
})

test('a name that means something in addresses is quoted', t => {
  t.is(
    cloneAddresses(config, { ...question, username: 'CORP\\a@b c' }).byName,
    'https://CORP%5Ca%40b%20c@code.example.com/kallithea/group/project',
  )
})

test('the canonical address comes before the one that was asked', t => {
  const { byName } = cloneAddresses({ ...config, canonicalUrl: 'http://git.example.com:8080/x/' }, question)
  t.is(byName, 'http://ann@git.example.com:8080/x/group/project')
})

test('the template of the settings is filled, unknown placeholders stay', t => {
  const template = '{scheme}://{hostname}{prefix}/r/_{repoid}?{what}&{system_user}'
  t.deepEqual(cloneAddresses(config, { ...question, template }), {
    byName: 'https://code.example.com/kallithea/r/group/project?{what}&kallithea',
    byId: 'https://code.example.com/kallithea/r/_12?{what}&kallithea',
    clients: null,
  })
})

test('letters of any script stay readable, what a shell would take for itself does not', t => {
  const name = (text: string) => cloneAddresses(config, { ...question, repository: { id: 1, name: text } }).byName
  t.true(name('büro/übersicht').endsWith('/büro/übersicht'))
  t.true(name('a b;$(x)%').endsWith('/a%20b%3B%24%28x%29%25'))
})

test('where git and hg have a site of their own, both are offered', t => {
  const { byName, clients } = cloneAddresses({ ...config, clientUrl: 'https://git.example.com' }, question)
  t.is(byName, 'https://ann@code.example.com/kallithea/group/project')
  t.deepEqual(clients, {
    byName: 'https://ann@git.example.com/group/project',
    byId: 'https://ann@git.example.com/_12',
  })
})

test('one address is offered once', t => {
  const clientUrl = 'https://code.example.com/kallithea'
  t.is(cloneAddresses({ ...config, clientUrl }, question).clients, null)
  const template = 'ssh://{system_user}@{hostname}/{repo}'
  t.is(cloneAddresses({ ...config, clientUrl: 'https://git.example.com' }, { ...question, template }).clients, null)
})
