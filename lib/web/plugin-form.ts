import type { PluginOnPage } from '#domain/authentication.ts'

export function enabledField({ name }: Pick<PluginOnPage, 'name'>): string {
  return `auth_${name}_enabled`
}

/**
 * What the form asks for, as Kallithea's form would send it: `auth_plugins` is the order, `auth_<name>_<key>` are the
 * settings, an absent checkbox means no. Ours may also switch on a plugin that is not in the list yet, and its arrows
 * move one up or down.
 */
export function pluginForm(sent: URLSearchParams, known: readonly PluginOnPage[]): URLSearchParams {
  const form = new URLSearchParams(sent)
  form.set('auth_plugins', orderOf(sent, known).join(','))
  return form
}

function orderOf(sent: URLSearchParams, known: readonly PluginOnPage[]): readonly string[] {
  const listed = (sent.get('auth_plugins') ?? '').split(',').map(name => name.trim())
  const order = listed.filter(name => name !== '')
  for (const plugin of known) {
    const isListed = order.some(name => name === plugin.module || name === plugin.name)
    if (!isListed && sent.has(enabledField(plugin))) order.push(plugin.module)
  }
  return moved(order, sent.get('up'), -1) ?? moved(order, sent.get('down'), 1) ?? order
}

function moved(order: readonly string[], name: string | null, by: -1 | 1): readonly string[] | null {
  const from = name === null ? -1 : order.indexOf(name)
  const [one, other] = [order[from], order[from + by]]
  if (one === undefined || other === undefined) return null
  return order.with(from, other).with(from + by, one)
}
