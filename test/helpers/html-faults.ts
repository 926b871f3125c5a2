import { type ConfigData, HtmlValidate } from 'html-validate'

const rules: NonNullable<ConfigData['rules']> = {
  'long-title': 'off',
  'no-trailing-whitespace': 'off',
  'void-style': 'off',
  'prefer-native-element': ['error', { exclude: ['status', 'log', 'search'] }],
}

const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules })

/** What html-validate says of a page, line by line. */
export async function htmlFaults(text: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(text)
  return results.flatMap(({ messages }) => messages.map(each => `html ${each.line}: ${each.ruleId} ${each.message}`))
}
