import { addIpRule, removeIpRule } from '#db/ip-rules.ts'
import { updateUser } from '#db/users.ts'
import type { Level } from '#domain/permissions.ts'
import { commit } from './commit-description.ts'
import type { Grants, MadeSite, SiteOptions } from './site.ts'

/** What roles are measured on: of each kind one that everybody may read, and one for those alone who are named. */
export const places = {
  repository: ['open-atlas', 'shut-diary'],
  group: ['open-shelf', 'shut-vault'],
} as const

export type Place = (typeof places)[keyof typeof places][number]

/** Nothing is called so. As long as the hidden ones, so that answers can be compared to the letter. */
export const nowhere = 'none-there'

/** user: signed on. refused: known, and not let in. nobody: a stranger where strangers may not look around. */
export type Standing = 'user' | 'anonymous' | 'nobody' | 'refused'

export interface Role {
  /** The name of the account, too, but of a stranger. */
  readonly who: string
  readonly standing: Standing
  readonly levels: Readonly<Record<Place, Level>>
  readonly isAdmin: boolean
  /** From where the host says that they come. */
  readonly address?: string
  /** What happens on the site before this one asks; whoever has an account has signed in already. */
  readonly arrange?: (made: MadeSite) => Promise<void>
}

/** The last ones change the site for all who come later. */
export const roles: readonly Role[] = [
  //                         atlas diary shelf vault
  role('stranger', 'anonymous', 'read none read none'),
  role('outsider', 'user', '     read none read none'),
  role('maker', 'user', '        read none read none'),
  role('sleeper', 'user', '      read none read none'),
  role('reader', 'user', '       read read read none'),
  role('member', 'user', '       read read read read'),
  role('writer', 'user', '       write write read none'),
  role('keeper', 'user', '       admin admin read none'),
  role('owner', 'user', '        admin admin read none'),
  role('group-reader', 'user', ' read none read read'),
  role('group-writer', 'user', ' read none write write'),
  role('group-keeper', 'user', ' read none admin admin'),
  role('boss', 'user', '         admin admin admin admin', { isAdmin: true }),
  role('former', 'refused', '    none none none none', {
    arrange: async ({ site, user }) => updateUser(site.db, (await user('former')).id, { active: false }),
  }),
  role('distant', 'refused', '   none none none none', {
    arrange: async ({ site, user }) => addIpRule(site.db, (await user('distant')).id, '192.0.2.0/24'),
  }),
  role('stranger from a refused address', 'nobody', 'none none none none', {
    address: '10.1.2.3',
    arrange: async ({ site, user }) => addIpRule(site.db, (await user('default')).id, '127.0.0.0/8'),
  }),
  role('stranger before closed doors', 'nobody', 'none none none none', {
    arrange: async ({ site, user }) => {
      const { id } = await user('default')
      await removeIpRule(site.db, id, '127.0.0.0/8')
      await updateUser(site.db, id, { active: false })
    },
  }),
]

function role(
  who: string,
  standing: Standing,
  levels: string,
  more: Partial<Pick<Role, 'isAdmin' | 'address' | 'arrange'>> = {},
): Role {
  const [atlas, diary, shelf, vault] = levels.trim().split(/ +/) as Level[] // written above
  if (!atlas || !diary || !shelf || !vault) throw new TypeError(`a level of ${who} is missing`)
  const named = { 'open-atlas': atlas, 'shut-diary': diary, 'open-shelf': shelf, 'shut-vault': vault }
  return { who, standing, levels: named, isAdmin: false, ...more }
}

export function hasAccount({ standing }: Role): boolean {
  return standing === 'user' || standing === 'refused'
}

const repositoryGrants = {
  reader: 'read',
  '@readers': 'read',
  '@sleepers': 'admin',
  writer: 'write',
  keeper: 'admin',
} as const satisfies Grants

const groupGrants = {
  'group-reader': 'read',
  '@readers': 'read',
  '@sleepers': 'admin',
  'group-writer': 'write',
  'group-keeper': 'admin',
} as const satisfies Grants

const making = ['hg.create.repository', 'hg.fork.repository', 'hg.usergroup.create.true']
const commits = [commit('a file', { 'a.txt': 'a line\n' })]

/** The site on which the roles are what they are; `joe` is somebody else, about whom pages are. */
export const siteOfRoles: SiteOptions = {
  globals: ['hg.create.none', 'hg.fork.none'],
  ini: { ssh_enabled: 'true' },
  users: {
    ...Object.fromEntries(roles.filter(hasAccount).map(({ who, isAdmin }) => [who, { admin: isAdmin }])),
    maker: { globals: making },
    joe: {},
  },
  userGroups: { readers: { members: ['member'] }, sleepers: { members: ['sleeper', 'outsider'], active: false } },
  groups: {
    'open-shelf': { owner: 'owner', grants: { ...groupGrants, default: 'read' } },
    'shut-vault': { owner: 'owner', grants: { ...groupGrants, default: 'none' } },
  },
  repositories: {
    'open-atlas': { owner: 'owner', downloads: true, commits, grants: { ...repositoryGrants, default: 'read' } },
    'shut-diary': {
      owner: 'owner',
      downloads: true,
      commits,
      private: true,
      grants: { ...repositoryGrants, default: 'none' },
    },
  },
}
