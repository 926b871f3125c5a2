import { createHash } from 'node:crypto'
import { Problem } from '#std/problem.ts'
import { type Authentication, authentications, type Binding, type ClientSite } from './site-plan.ts'

/** `/kallithea` as IIS has it; '' for the root. Kallithea's own command wrote `/` there. */
export function readVirtualFolder(given: string): string {
  const folder = given.replace(/\/+$/, '').replace(/^(?=[^/])/, '/')
  if (folder === '' || /^(\/[A-Za-z0-9][\w.-]*)+$/.test(folder)) return folder
  throw new Problem('invalid', 'a virtual folder is / or a path of letters and digits such as /kallithea', {
    '--virtualdir': given,
  })
}

/** A name for a site or a pool: what IIS, cmd.exe and a file in ASCII all take. */
export function readName(option: string, given: string): string {
  if (/^[A-Za-z0-9][\w .()-]{0,62}[\w)]?$/.test(given)) return given
  throw new Problem('invalid', 'a name of a site or pool has letters, digits and the signs _ . - ( ) alone', {
    [option]: given,
  })
}

/** A pool of one's own: whoever else is in it can read and write what this server can. */
export function readPool(given: string): string {
  if (/^(DefaultAppPool|\.NET v.*|Classic \.NET AppPool)$/i.test(given)) {
    throw new Problem('invalid', 'the pool must be one of its own: others in it could read all repositories', {
      '--pool': given,
    })
  }
  return readName('--pool', given)
}

export function readAuthentication(given: string): Authentication {
  const found = authentications.find(each => each === given.toLowerCase())
  if (found) return found
  throw new Problem('invalid', 'authentication is windows, mixed or anonymous', { '--auth': given })
}

/** `code.example.com`, which is https, or an address `http://code.example.com:8080`. */
export function readBinding(option: string, given: string): Binding {
  const [, scheme = 'https', host, port] =
    /^(?:(https?):\/\/)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?\/?$/i.exec(given) ?? []
  const isHttps = scheme.toLowerCase() === 'https'
  const number = Number(port ?? (isHttps ? 443 : 80))
  if (host === undefined || number > 65_535 || number === 0) {
    throw new Problem('invalid', 'a host is a name such as code.example.com, or http://code.example.com:8080', {
      [option]: given,
    })
  }
  return { scheme: isHttps ? 'https' : 'http', host: host.toLowerCase(), port: number }
}

/** Where IIS gives numbers itself it counts from 1; far from these, each name has its own. */
export function readClientId(given: string | undefined, site: string): ClientSite['id'] {
  if (given === undefined) {
    return 100_000 + (createHash('sha256').update(site.toLowerCase()).digest().readUInt32BE() % 900_000)
  }
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new Problem('invalid', 'the number of a site is a whole number from 1 on', { '--client-id': given })
}

/** A path that cmd.exe, iisnode and IIS all read alike. */
export function checkPath(option: string, path: string): string {
  if (/[^\x20-\x7e]/.test(path)) {
    throw new Problem('invalid', 'iisnode reads only ASCII: give the folder a name without other letters', {
      [option]: path,
    })
  }
  const sign = /[#%"<>|?*]/.exec(path)?.[0]
  if (sign !== undefined) {
    throw new Problem('invalid', 'this sign means something else to IIS, iisnode or cmd.exe: rename the folder', {
      [option]: path,
      sign,
    })
  }
  if (/^([A-Za-z]:)?[\\/]?$/.test(path)) {
    throw new Problem('invalid', 'a whole drive cannot be given away: name a folder on it', { [option]: path })
  }
  return path
}
