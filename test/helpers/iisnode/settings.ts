import {
  type IisnodeSettings,
  readIisnodeElement,
  readIisnodeYml,
  type ReadSettings,
} from '../../../lib/cli/iis/iisnode-settings.ts'

export type { IisnodeSettings }

/** The attributes of `<iisnode>`; a name or a value that the schema does not know fails the site. */
export function settingsOfXml(attributes: Readonly<Record<string, string>>): IisnodeSettings {
  return orThrow(readIisnodeElement(attributes))
}

/** Also what iisnode.yml says; throws where every request would fail. */
export function settingsOfYml(text: string, below: IisnodeSettings): IisnodeSettings {
  return orThrow(readIisnodeYml(text, below))
}

function orThrow({ settings, mistakes }: ReadSettings): IisnodeSettings {
  const fatal = mistakes.find(({ isFatal }) => isFatal)
  if (fatal) throw new Error(fatal.what)
  return settings
}
