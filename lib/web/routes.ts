import { groupRoute, repositoryRoute, siteRoute } from './route.ts'

/** Every address of the site. Pages link through this table and never write an address themselves. */
export const routes = {
  home: siteRoute('/'),
  login: siteRoute('/_admin/login'),
  logout: siteRoute('/_admin/logout'),
  csrfToken: siteRoute('/_admin/session_csrf_secret_token'),
  health: siteRoute('/-/health'),
  windows: siteRoute('/-/windows'),
  look: siteRoute('/-/look'),
  admin: {
    authentication: siteRoute('/_admin/auth'),
    activate: siteRoute('/_admin/auth/activate'),
  },
  group: {
    show: groupRoute(''),
  },
  repository: {
    summary: repositoryRoute(''),
    summaryByName: repositoryRoute('/summary'),
    changelog: repositoryRoute('/changelog'),
    changelogOf: repositoryRoute('/changelog/:revision/*path'),
    commit: repositoryRoute('/changeset/:revision'),
    commitRaw: repositoryRoute('/changeset-diff/:revision'),
    commitPatch: repositoryRoute('/changeset-patch/:revision'),
    commitDownload: repositoryRoute('/changeset-download/:revision'),
    files: repositoryRoute('/files/:revision/*path'),
    raw: repositoryRoute('/raw/:revision/*path'),
    rawFile: repositoryRoute('/rawfile/:revision/*path'),
    annotate: repositoryRoute('/annotate/:revision/*path'),
    archive: repositoryRoute('/archive/:file'),
    refs: repositoryRoute('/refs'),
  },
} as const
