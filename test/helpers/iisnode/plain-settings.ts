import type { HostSettings } from '#hosting/hosting.ts'

/** A host on loopback that nothing stands in front of. */
export const plainSettings: HostSettings = {
  host: '127.0.0.1',
  port: 0,
  trustedProxy: null,
  prefix: '',
  remoteAddrVariable: 'REMOTE_ADDR',
  urlSchemeVariable: null,
  forceHttps: false,
  canonicalUrl: null,
  clientSite: null,
}
