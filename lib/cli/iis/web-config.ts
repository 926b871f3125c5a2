import path from 'node:path'
import { promotedVariables } from '#hosting/hosting.ts'
import { addressOf, type SitePlan } from './site-plan.ts'

/** What IIS and iisnode read. Who may sign on stands in the configuration of IIS itself. */
export function writeWebConfig(plan: SitePlan): string {
  const [before, after] = locationOf(plan)
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- The site in ${commented(plan.folder)}, data in ${commented(plan.data)}.
     Needs IIS, URL Rewrite 2.1 and iisnode. Paths of this machine: here under appSettings, and in iisnode.yml. -->
<configuration>
  <appSettings>
${appSettings(plan)
  .map(([key, value]) => `    <add key="${key}" value="${escaped(value)}" />`)
  .join('\n')}
  </appSettings>
${before}  <system.webServer>
    <handlers>
      <remove name="kallithea" />
      <add name="kallithea" path="server.ts" verb="*" modules="iisnode"
           resourceType="Unspecified" requireAccess="Script" responseBufferLimit="0" />
    </handlers>
    <modules>
      <remove name="WebDAVModule" />
    </modules>
    <!-- Every address goes to the application: an exception for files would give away sources, logs and databases. -->
    <rewrite>
      <rules>
        <clear />
        <rule name="kallithea" stopProcessing="true">
          <match url=".*" />
          <action type="Rewrite" url="server.ts" />
        </rule>
      </rules>
      <outboundRules>
        <clear />
      </outboundRules>
    </rewrite>
    <security>
      <!-- Repositories have folders called bin and files called web.config; sizes are limited by the application. -->
      <requestFiltering allowDoubleEscaping="true" allowHighBitCharacters="true">
        <requestLimits maxAllowedContentLength="4294967295" maxUrl="16384" maxQueryString="16384">
          <!-- Size 0 refuses a request that brings the header itself: only iisnode may set these. -->
          <headerLimits>
${promotedVariables.map(name => `            <add header="X-iisnode-${name}" sizeLimit="0" />`).join('\n')}
          </headerLimits>
        </requestLimits>
        <fileExtensions allowUnlisted="true">
          <clear />
        </fileExtensions>
        <hiddenSegments>
          <clear />
        </hiddenSegments>
        <denyUrlSequences>
          <clear />
        </denyUrlSequences>
        <denyQueryStringSequences>
          <clear />
        </denyQueryStringSequences>
        <verbs allowUnlisted="true">
          <clear />
          <add verb="TRACE" allowed="false" />
        </verbs>
      </requestFiltering>
    </security>
    <httpErrors existingResponse="PassThrough" />
    <!-- iisnode passes the framing of chunks on as content, so nothing in IIS may touch an answer. -->
    <urlCompression doStaticCompression="false" doDynamicCompression="false" />
    <caching enabled="false" enableKernelCache="false" />
    <!-- promoteServerVars begins and ends with a variable that always has a value; the order matters, too. -->
    <iisnode
      node_env="production"
      nodeProcessCountPerApplication="1"
      initialRequestBufferSize="65536"
      maxRequestBufferSize="131072"
      maxNamedPipeConnectionRetry="240"
      gracefulShutdownTimeout="1800000"
      debuggingEnabled="false"
      devErrorsEnabled="false"
      flushResponse="true"
      enableXFF="false"
      watchedFiles="iisnode.yml;restart.txt"
      promoteServerVars="${promotedVariables.join(',')}" />
  </system.webServer>
${after}</configuration>
`
}

/** At the root of a site that is there already, other applications may lie below: nothing of this is meant for them. */
function locationOf({ binding, virtualFolder }: SitePlan): readonly [before: string, after: string] {
  if (binding !== null || virtualFolder !== '') return ['', '']
  return ['  <location path="." inheritInChildApplications="false">\n', '  </location>\n']
}

/** What of iisnode's settings is this machine's, in iisnode's own grammar. */
export function writeIisnodeYml(plan: SitePlan): string {
  return `# Settings of this machine; they override the element iisnode in web.config.
# Plain ASCII, one "name: value" a line, no tabs; quotes belong to the value, a number sign starts a comment anywhere.
# After a change of the program's files touch restart.txt: iisnode watches it and this file.

nodeProcessCommandLine: "${plan.node}" --max-http-header-size=65536
loggingEnabled: true
logDirectory: ${logFolderOf(plan)}
maxLogFileSizeInKB: 1024
maxTotalLogFileSizeInKB: 20480
maxLogFiles: 20
`
}

/** Whose rules a path follows: a site can be prepared on another machine than its own. */
export function pathRules(folder: string): typeof path.win32 {
  return /^[A-Za-z]:|^\\\\/.test(folder) ? path.win32 : path.posix
}

/** As iisnode finds it: from the folder of server.ts, but for another drive. */
function logFolderOf({ folder, data }: SitePlan): string {
  const rules = pathRules(folder)
  return rules.relative(folder, rules.join(data, 'iisnode-logs'))
}

/** iisnode hands these to the application as environment. */
function appSettings({ folder, data, ini, clients }: SitePlan): (readonly [key: string, value: string])[] {
  const usual = [
    ['KALLITHEA_INI', ini],
    ['NODE_COMPILE_CACHE', pathRules(folder).join(data, 'compile-cache')],
  ] as const
  if (clients === null) return [...usual]
  return [...usual, ['KALLITHEA_CLIENT_SITE', String(clients.id)], ['KALLITHEA_CLIENT_URL', addressOf(clients.binding)]]
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** Two dashes end a comment. */
function commented(text: string): string {
  return text.replace(/-(?=-)/g, '- ')
}
