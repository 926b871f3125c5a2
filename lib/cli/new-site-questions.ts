import { existsSync } from 'node:fs'
import path from 'node:path'
import type { NewSite } from '#domain/new-site.ts'
import { Problem } from '#std/problem.ts'
import type { Given, Terminal } from './command.ts'
import { makeFolder } from './folders.ts'
import { agreesTo, answerTo, type Question } from './questions.ts'

/** What a new site needs to know: from the options, else from a person. */
export async function askNewSite(given: Given, terminal: Terminal): Promise<Omit<NewSite, 'now'>> {
  const { options, switches } = given
  const mayAsk = terminal.mayAsk && !switches.forceYes && !switches.forceNo
  const here = { ...terminal, mayAsk }
  const root = path.normalize(await answerTo(rootQuestion, options.repos, here))
  const admin = {
    username: await answerTo(nameQuestion, options.user, here),
    email: await answerTo(emailQuestion, options.email, here),
    password: await answerTo(passwordQuestion, options.password, here),
  }
  if (!existsSync(root)) await agreeToMake(root, given, here)
  await makeFolder(root, 'give this account the right to, or name another by --repos')
  return { root, admin, publicAccess: switches.publicAccess ?? true }
}

async function agreeToMake(folder: string, { switches }: Given, terminal: Terminal): Promise<void> {
  if (switches.forceYes) return
  const agreed = !switches.forceNo && (await agreesTo(`${folder} is not there. Shall it be made?`, true, terminal))
  if (!agreed)
    throw new Problem('not-found', 'there is no such folder: make it, or name another by --repos', { folder })
}

const rootQuestion: Question = {
  option: '--repos',
  message: 'Which folder are all repositories in?',
  check: answer => path.isAbsolute(answer) || 'the folder of the repositories must be an absolute path',
}

const nameQuestion: Question = {
  option: '--user',
  message: 'What is the first administrator called?',
  usual: 'admin',
  check: answer =>
    (/^[A-Za-z0-9_][\w.@+-]*$/.test(answer) && answer.toLowerCase() !== 'default') ||
    'a name has letters, digits, and the signs _ - . @ +, and is not "default"',
}

const emailQuestion: Question = {
  option: '--email',
  message: 'Which e-mail address has the administrator?',
  check: answer => /^[^\s@]+@[^\s@]+$/.test(answer) || 'this is no e-mail address',
}

const passwordQuestion: Question = {
  option: '--password',
  message: 'Which password? (at least 6 letters)',
  isSecret: true,
  check: answer => answer.length >= 6 || 'a password has at least 6 letters',
}
