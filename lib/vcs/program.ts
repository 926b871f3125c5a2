import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'

const windows = process.platform === 'win32'

/**
 * The absolute path of a program: its name is looked for in the folders of PATH, by us, once. Windows would look in
 * the current folder first, and would take a `.cmd`, which needs a shell; there only an `.exe` counts.
 */
export function findProgram(name: string, searchPath: string): string | null {
  if (!name) return null
  if (path.isAbsolute(name)) return isProgram(name) ? name : null
  if (/[\\/]/.test(name)) return null
  const file = windows && !/\.exe$/i.test(name) ? `${name}.exe` : name
  const folders = searchPath.split(path.delimiter).filter(folder => path.isAbsolute(folder))
  return folders.map(folder => path.join(folder, file)).find(isProgram) ?? null
}

function isProgram(file: string): boolean {
  if (windows && !/\.exe$/i.test(file)) return false
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** What every tool sees of the environment: nothing of ours but what stands here. */
export function toolEnvironment(home: string, programs: readonly (string | null)[]): Record<string, string> {
  const system = process.env.SystemRoot ?? 'C:\\Windows'
  const usual = windows ? [`${system}\\System32`, system] : ['/usr/local/bin', '/usr/bin', '/bin']
  const own = programs.flatMap(program => (program ? [path.dirname(program)] : []))
  const temporary = path.join(home, 'tmp')
  return {
    PATH: [...new Set([...own, ...usual])].join(path.delimiter),
    HOME: home,
    USERPROFILE: home,
    APPDATA: home,
    LOCALAPPDATA: home,
    XDG_CONFIG_HOME: path.join(home, 'none'),
    TEMP: temporary,
    TMP: temporary,
    TMPDIR: temporary,
    ...(windows && {
      SystemRoot: system,
      COMSPEC: `${system}\\System32\\cmd.exe`,
      NoDefaultCurrentDirectoryInExePath: '1',
    }),
    LC_ALL: 'C.UTF-8',
    LANG: 'C.UTF-8',
    PYTHONUTF8: '1',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: path.join(home, 'gitconfig'),
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PAGER: '',
    GIT_ALLOW_PROTOCOL: 'none',
    HGPLAIN: '+strictflags',
    HGRCPATH: path.join(home, 'hgrc'),
    HGENCODING: 'utf-8',
  }
}

const gitconfig = `# Kept so by the server; read by every git that it runs.
[safe]
\tdirectory = *
[core]
\tlongpaths = true
\tprotectNTFS = true
\tprotectHFS = true
\thooksPath = none
[gc]
\tauto = 0
[maintenance]
\tauto = false
[transfer]
\tfsckObjects = true
[receive]
\tfsckObjects = true
`

const hgrc = `# Kept so by the server; read by every Mercurial that it runs.
[ui]
interactive = False
merge = internal:fail
username = nobody
[web]
push_ssl = False
[subrepos]
allowed = False
[trusted]
users =
groups =
`

/**
 * The private folder that the tools take for their home, with their configuration and two empty git repositories in
 * it.
 */
export function prepareHome(home: string): void {
  mkdirSync(path.join(home, 'tmp'), { recursive: true })
  keepFile(path.join(home, 'gitconfig'), gitconfig)
  keepFile(path.join(home, 'hgrc'), hgrc)
  makeEmptyGit(path.join(home, 'sha1.git'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n')
  makeEmptyGit(
    path.join(home, 'sha256.git'),
    '[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = sha256\n',
  )
}

/** What git takes for a repository; see `onObjects`. */
function makeEmptyGit(folder: string, config: string): void {
  for (const name of ['objects', 'refs']) mkdirSync(path.join(folder, name), { recursive: true })
  keepFile(path.join(folder, 'HEAD'), 'ref: refs/heads/none\n')
  keepFile(path.join(folder, 'config'), config)
}

/** Never half, and left alone where it is right: a tool that another process of the server started may read it now. */
function keepFile(file: string, text: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileAtomic.sync(file, text, { fsync: false })
}
