import { openXml } from '../../../lib/cli/iis/xml.ts'

export { type Element, find } from '../../../lib/cli/iis/xml.ts'

/** Reads a document of elements and attributes, or throws at the first mistake. */
export const parseXml = await openXml()
