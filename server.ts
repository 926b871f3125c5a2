import process from 'node:process'

// iisnode requires this file, so nothing may be awaited here, and a missing module must end in a sentence.
import('./lib/cli/cli.ts').then(({ main }) => main(process.argv.slice(2)), explain)

function explain(reason: unknown): void {
  const isMissing = reason instanceof Error && reason.message.startsWith('Cannot find package ')
  if (!isMissing) throw reason
  process.stderr.write(`kallithea: the libraries are not installed here: run "npm ci" in ${import.meta.dirname}\n`)
  process.exitCode = 6
}
