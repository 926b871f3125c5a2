/** How an entry of the journal is said. */
export interface JournalWords {
  readonly sign: string
  readonly tone: '' | 'ok' | 'bad' | 'info'
  /** Between who did it and what it was done to. */
  readonly text: string
  /** What stands behind the colon of the action. */
  readonly about: string
}

type Said = readonly [sign: string, text: string, tone?: JournalWords['tone']]

const forked: Said = ['git-fork', 'forked repository']
const updated: Said = ['pencil', 'updated repository']
const created: Said = ['plus', 'created repository', 'ok']
const deleted: Said = ['trash-2', 'deleted repository', 'bad']

/** Kallithea's actions; feed readers know some of the words. */
const words: ReadonlyMap<string, Said> = new Map(
  Object.entries<Said>({
    user_created_repo: created,
    admin_created_repo: created,
    user_deleted_repo: deleted,
    admin_deleted_repo: deleted,
    user_created_fork: forked,
    user_forked_repo: forked,
    admin_forked_repo: forked,
    user_updated_repo: updated,
    admin_updated_repo: updated,
    user_downloaded_archive: ['download', 'downloaded archive from repository'],
    admin_created_user: ['user-plus', 'created user'],
    admin_updated_user: ['user', 'updated user'],
    admin_created_users_group: ['users', 'created user group'],
    admin_updated_users_group: ['users', 'updated user group'],
    user_commented_revision: ['message-square', 'commented on revision in repository'],
    user_commented_pull_request: ['message-square', 'commented on pull request for'],
    user_closed_pull_request: ['git-pull-request', 'closed pull request for'],
    push: ['upload', 'pushed into', 'info'],
    push_local: ['pencil', 'committed via Kallithea into repository', 'info'],
    push_remote: ['download', 'pulled from remote into', 'info'],
    pull: ['download', 'pulled from'],
    started_following_repo: ['star', 'started following repository'],
    stopped_following_repo: ['star', 'stopped following repository'],
  }),
)

/** An action of another version is said as it is written. */
export function journalWords(action: string): JournalWords {
  const [name = '', ...about] = action.split(':')
  const [sign, text, tone = ''] = words.get(name) ?? ['activity', name]
  return { sign, text, tone, about: about.join(':') }
}
