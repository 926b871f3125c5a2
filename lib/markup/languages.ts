/** The highlighter's name, or an alias it may know, for a file; null where nothing is known to fit. */
export function languageOf(fileName: string): string | null {
  const name = fileName.slice(fileName.lastIndexOf('/') + 1).toLowerCase()
  const byName = names[name]
  if (byName) return byName
  const dot = name.lastIndexOf('.')
  if (dot < 0) return null
  const extension = name.slice(dot + 1)
  return extensions[extension] ?? (plain.has(extension) ? null : extension)
}

const names: Readonly<Record<string, string>> = {
  makefile: 'makefile',
  gnumakefile: 'makefile',
  dockerfile: 'dockerfile',
  containerfile: 'dockerfile',
  'cmakelists.txt': 'cmake',
  jenkinsfile: 'groovy',
  gemfile: 'ruby',
  rakefile: 'ruby',
  vagrantfile: 'ruby',
  'nginx.conf': 'nginx',
  '.htaccess': 'apache',
  '.bashrc': 'bash',
  '.profile': 'bash',
  '.editorconfig': 'ini',
  '.gitconfig': 'ini',
  '.gitmodules': 'ini',
  '.hgrc': 'ini',
  '.npmrc': 'ini',
  hgrc: 'ini',
}

/** Endings that the highlighter does not know by themselves, or knows for something else. */
const extensions: Readonly<Record<string, string>> = {
  h: 'cpp',
  ino: 'cpp',
  mts: 'typescript',
  cts: 'typescript',
  jsonc: 'json',
  json5: 'json',
  geojson: 'json',
  webmanifest: 'json',
  ipynb: 'json',
  pyw: 'python',
  pyi: 'python',
  psm1: 'powershell',
  psd1: 'powershell',
  bash: 'bash',
  pod: 'perl',
  gradle: 'gradle',
  kts: 'kotlin',
  sbt: 'scala',
  vb: 'vbnet',
  bas: 'vbnet',
  pas: 'delphi',
  dpr: 'delphi',
  f90: 'fortran',
  f: 'fortran',
  tex: 'latex',
  sty: 'latex',
  cls: 'latex',
  patch: 'diff',
  diff: 'diff',
  rej: 'diff',
  conf: 'ini',
  cfg: 'ini',
  properties: 'properties',
  service: 'ini',
  ...Object.fromEntries(
    // what MSBuild, IIS and XML tools call their files
    (
      'config csproj vbproj fsproj vcxproj props targets nuspec resx xaml svg xsd xsl xslt wsdl rss atom plist ' +
      'manifest vsixmanifest ruleset runsettings cshtml vue svelte aspx ascx master'
    )
      .split(' ')
      .map(extension => [extension, 'xml']),
  ),
}

const plain: ReadonlySet<string> = new Set([
  'txt',
  'text',
  'log',
  'csv',
  'tsv',
  'lock',
  'rst',
  'rest',
  'po',
  'pot',
  'bin',
  'map',
])
