/** What the tools see when a test asks them: no configuration of the machine. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const { PATH } = process.env
  return {
    PATH,
    HOME: '/nonexistent',
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    HGRCPATH: '',
    HGPLAIN: '1',
    HGENCODING: 'utf-8',
  }
}
