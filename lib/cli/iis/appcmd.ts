import { quoted, silently, type Step } from './batch.ts'
import { bindingOf, type ClientSite, placeOf, type SitePlan } from './site-plan.ts'

const authentication = 'system.webServer/security/authentication'
const sections = {
  anonymous: `${authentication}/anonymousAuthentication`,
  windows: `${authentication}/windowsAuthentication`,
  runtime: 'system.webServer/serverRuntime',
  warmUp: 'system.webServer/applicationInitialization',
} as const

/** Sections that are closed to web.config unless somebody opened them; without, every request is a 500.19. */
export const openSections: Step = {
  title: 'web.config may name handlers and modules',
  toDo: 'Another program may have the configuration of IIS open: close IIS Manager.',
  commands: ['handlers', 'modules'].map(name => `%appcmd% unlock config -section:system.webServer/${name}`),
}

/** Node is the only thing in it, and there are never two generations of it beside each other. */
export function makePool({ pool }: SitePlan): Step {
  return {
    title: `The application pool ${pool}`,
    toDo: 'The lines above say what IIS did not like.',
    commands: [
      orElse(`%appcmd% list apppool ${quoted(pool)}`, `%appcmd% add apppool /name:${quoted(pool)}`),
      set('apppool', pool, [
        'managedRuntimeVersion:""',
        'managedPipelineMode:Integrated',
        'enable32BitAppOnWin64:false',
        'startMode:AlwaysRunning',
      ]),
      set('apppool', pool, [
        'processModel.idleTimeout:00:00:00',
        'processModel.maxProcesses:1',
        'processModel.shutdownTimeLimit:00:10:00',
        'processModel.loadUserProfile:true',
        'processModel.setProfileEnvironment:true',
      ]),
      set('apppool', pool, ['recycling.periodicRestart.time:00:00:00', 'recycling.disallowOverlappingRotation:true']),
    ],
  }
}

/** A site of its own, the root of one that is there, or an application below one. */
export function makePlace(plan: SitePlan): Step {
  const { site, virtualFolder, binding, folder, pool } = plan
  if (binding) {
    return {
      title: `The site ${site} at ${bindingOf(binding)}`,
      toDo: `Another site has this binding or is called ${site}: name another host by --host, or another --site.`,
      commands: [...addSite(site, '', plan, binding), ...occupy(`${site}/`, folder, pool)],
    }
  }
  const isThere = `%appcmd% list site ${quoted(site)} ${silently}`
  const toDo = `Is there a site ${site}? Name another by --site, or have one made by --host.`
  if (virtualFolder === '') {
    return {
      title: `The root of the site ${site}`,
      toDo,
      commands: [isThere, remember(site, folder), ...occupy(`${site}/`, folder, pool)],
    }
  }
  const add = ['%appcmd% add app', `/site.name:${quoted(site)}`, `/path:${virtualFolder}`, physical(folder)].join(' ')
  const place = placeOf(plan)
  return {
    title: `The application ${place}`,
    toDo,
    commands: [isThere, orElse(`%appcmd% list app ${quoted(place)}`, add), ...occupy(place, folder, pool)],
  }
}

/** Stands in the configuration of IIS itself: web.config may not say who is let in, and two sites share it. */
export function letIn(plan: SitePlan): Step {
  const words = { windows: 'whom Windows knows', mixed: 'everybody, and by name whom Windows knows', anonymous: 'all' }
  return {
    title: `IIS lets in ${words[plan.auth]}`,
    toDo: 'The lines above say what IIS did not like.',
    commands: authenticate(placeOf(plan), plan.auth !== 'windows', plan.auth !== 'anonymous'),
  }
}

export function makeClientSite({ site, id, binding }: ClientSite, plan: SitePlan): Step {
  return {
    title: `The site ${site} for git and hg at ${bindingOf(binding)}`,
    toDo: `Another site has this binding, name or number ${id}: see --client-host, --client-site and --client-id.`,
    commands: [
      ...addSite(site, `/id:${id}`, plan, binding),
      `%appcmd% set site ${quoted(site)} /id:${id}`,
      ...occupy(`${site}/`, plan.folder, plan.pool),
      ...authenticate(site, true, false),
    ],
  }
}

/** The first request after a start would wait for node; where IIS has the module, it sends one itself. */
export function warmUp(plan: SitePlan): Step {
  const config = `config ${quoted(placeOf(plan))} -section:${sections.warmUp}`
  return {
    title: 'IIS starts the server before the first visitor comes',
    toDo: 'The lines above say what IIS did not like.',
    only: '%appcmd% list module ApplicationInitializationModule',
    commands: [
      `%appcmd% list ${config} | find "/-/health" >nul || ` +
        `%appcmd% set ${config} "/+[initializationPage='/-/health']" /commit:apphost`,
    ],
  }
}

export function removeClientSite({ site }: ClientSite): Step {
  return {
    title: `The site ${site} for git and hg is removed`,
    toDo: 'The lines above say what IIS did not like.',
    only: `%appcmd% list site ${quoted(site)}`,
    commands: [...clear(site, ['anonymous', 'windows', 'runtime']), `%appcmd% delete site ${quoted(site)}`],
  }
}

export function removePlace(plan: SitePlan): Step {
  const { site, virtualFolder, binding, folder } = plan
  const place = placeOf(plan)
  const cleared = clear(place, ['anonymous', 'windows', 'runtime', 'warmUp'])
  const toDo = 'The lines above say what IIS did not like.'
  if (binding) {
    const commands = [...cleared, `%appcmd% delete site ${quoted(site)}`]
    return { title: `The site ${site} is removed`, toDo, only: `%appcmd% list site ${quoted(site)}`, commands }
  }
  if (virtualFolder !== '') {
    const commands = [...cleared, `%appcmd% delete app ${quoted(place)}`]
    return { title: `The application ${place} is removed`, toDo, only: `%appcmd% list app ${quoted(place)}`, commands }
  }
  const before = beforeFile(folder)
  return {
    title: `The root of the site ${site} is what it was before`,
    toDo,
    only: `dir /b ${before}`,
    commands: [
      ...cleared,
      `( set /p "path_before=" & set /p "pool_before=" ) <${before}`,
      `%appcmd% set vdir ${quoted(`${site}/`)} /physicalPath:"%path_before%"`,
      `%appcmd% set app ${quoted(`${site}/`)} /applicationPool:"%pool_before%" /preloadEnabled:false`,
      `del ${before}`,
    ],
  }
}

export function removePool({ pool }: SitePlan): Step {
  return {
    title: `The application pool ${pool} is removed`,
    toDo: 'Does an application still use it? IIS Manager lists them under the pool.',
    only: `%appcmd% list apppool ${quoted(pool)}`,
    commands: [`%appcmd% delete apppool ${quoted(pool)}`],
  }
}

function addSite(site: string, id: string, { folder }: SitePlan, binding: SitePlan['binding'] & {}): readonly string[] {
  const add = ['%appcmd% add site', `/name:${quoted(site)}`, id, physical(folder), `/bindings:${bindingOf(binding)}`]
  const information = `*:${binding.port}:${binding.host}`
  // several names with a certificate each share port 443 by SNI
  const names = `"/bindings.[protocol='https',bindingInformation='${information}'].sslFlags:1"`
  const made = add.filter(word => word !== '').join(' ')
  const secured = binding.scheme === 'https' ? `( ${made} && %appcmd% set site ${quoted(site)} ${names} )` : made
  // a site of this name may be another instance's: it is left alone unless it listens where ours shall
  const isOurs = `%appcmd% list site ${quoted(site)} /text:bindings | find /i "${information}" >nul`
  return [orElse(`%appcmd% list site ${quoted(site)}`, secured), isOurs]
}

function occupy(app: string, folder: string, pool: string): readonly string[] {
  const root = app.endsWith('/') ? app : `${app}/`
  return [
    set('vdir', root, [physical(folder).slice(1)]),
    set('app', app, [`applicationPool:${quoted(pool)}`, 'preloadEnabled:true']),
  ]
}

function authenticate(place: string, strangers: boolean, windows: boolean): readonly string[] {
  const config = (section: keyof typeof sections, words: string) =>
    `%appcmd% set config ${quoted(place)} -section:${sections[section]} ${words} /commit:apphost`
  return [
    config('anonymous', strangers ? '/enabled:true /userName:""' : '/enabled:false'),
    config('windows', windows ? '/enabled:true /authPersistNonNTLM:true' : '/enabled:false'),
    config('runtime', '/authenticatedUserOverride:UseWorkerProcessUser'),
  ]
}

function clear(place: string, names: readonly (keyof typeof sections)[]): readonly string[] {
  return names.map(
    name =>
      `%appcmd% clear config ${quoted(place)} -section:${sections[name]} /commit:apphost || echo Nothing to clear`,
  )
}

/** What the root was before the first time: two lines, folder and pool. */
function remember(site: string, folder: string): string {
  const before = beforeFile(folder)
  const root = quoted(`${site}/`)
  const folderLine = `%appcmd% list vdir ${root} /text:physicalPath >${before}`
  const poolLine = `%appcmd% list app ${root} /text:applicationPool >>${before}`
  return orElse(`dir /b ${before}`, `( ${folderLine} && ${poolLine} )`)
}

function beforeFile(folder: string): string {
  return quoted(`${folder}\\iis-before.txt`)
}

function orElse(question: string, command: string): string {
  return `${question} ${silently} || ${command}`
}

function set(kind: string, name: string, attributes: readonly string[]): string {
  return [`%appcmd% set ${kind}`, quoted(name), ...attributes.map(attribute => `/${attribute}`)].join(' ')
}

function physical(folder: string): string {
  return `/physicalPath:${quoted(folder)}`
}
