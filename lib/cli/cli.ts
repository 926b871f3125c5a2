import { once } from 'node:events'
import { Command as Commander, CommanderError } from 'commander'
import { commandName, productVersion } from '#std/product.ts'
import { addCommand, type Command, type Terminal } from './command.ts'
import { configCreate } from './commands/config-create.ts'
import { dbCreate } from './commands/db-create.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { iisInstall } from './commands/iis-install.ts'
import { repoScan } from './commands/repo-scan.ts'
import { selfTest } from './commands/self-test.ts'
import { serve } from './commands/serve.ts'
import { trace } from './commands/trace.ts'
import { userActivate } from './commands/user-activate.ts'
import { userAdmin } from './commands/user-admin.ts'
import { userCreate } from './commands/user-create.ts'
import { exitCodeOf, sentenceOf } from './errors.ts'

const commands: readonly Command[] = [
  serve,
  demo,
  configCreate,
  dbCreate,
  iisInstall,
  doctor,
  repoScan,
  userCreate,
  userActivate,
  userAdmin,
  selfTest,
  trace,
]

/** Runs what the words ask for; `serve` where there are none, as under iisnode. Sets the exit code. */
export async function main(words: readonly string[]): Promise<void> {
  try {
    await programFor(onConsole()).parseAsync(words.length === 0 ? ['serve'] : asWeSay(words), { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? 0 : 2 // commander has told why
    else {
      process.stderr.write(`kallithea: ${sentenceOf(error)}\n`)
      process.exitCode = exitCodeOf(error)
    }
  }
}

function programFor(terminal: Terminal): Commander {
  const program = new Commander(commandName())
    .description('Kallithea for IIS: Git and Mercurial hosting, browsing and review.')
    .version(productVersion(), '--version', 'the version, and nothing else')
    .helpCommand('help [command]', 'what a command does')
    .exitOverride()
  for (const command of commands) addCommand(program, command, terminal)
  return program
}

/** Scripts for the original say `--config_file`, and still older ones `install-iis`. */
function asWeSay([command = '', ...words]: readonly string[]): readonly string[] {
  return [command === 'install-iis' ? 'iis-install' : command, ...words].map(word =>
    word.replace(/^--config_file(?==|$)/, '--config'),
  )
}

function onConsole(): Terminal {
  return {
    say: line => process.stdout.write(`${line}\n`),
    keepUp: async () => {
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
    },
    mayAsk: process.stdin.isTTY && process.stdout.isTTY,
    environment: process.env,
  }
}
