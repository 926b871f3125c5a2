import { integer, key, moment, optional, string, text, to, type Table } from '../table.ts'

/** Comments on commits, votes, pull requests. */
export const reviews = {
  pull_requests: {
    columns: {
      pull_request_id: key,
      title: string(255),
      description: text,
      status: string(255),
      created_on: moment,
      updated_on: moment,
      user_id: to('users'),
      revisions: text,
      org_repo_id: to('repositories'),
      org_ref: string(255),
      other_repo_id: to('repositories'),
      other_ref: string(255),
    },
    indexes: {
      pr_other_repo_id_idx: ['other_repo_id'],
      pr_org_repo_id_idx: ['org_repo_id'],
    },
  },
  changeset_comments: {
    columns: {
      comment_id: key,
      repo_id: to('repositories'),
      revision: optional(string(40)),
      pull_request_id: optional(to('pull_requests')),
      line_no: optional(string(10)),
      f_path: optional(string(1000)),
      user_id: to('users'),
      text: text,
      created_on: moment,
      modified_at: moment,
    },
    indexes: {
      cc_pull_request_id_idx: ['pull_request_id'],
      cc_revision_idx: ['revision'],
    },
  },
  pull_request_reviewers: {
    columns: {
      pull_requests_reviewers_id: key,
      pull_request_id: to('pull_requests'),
      user_id: to('users'),
    },
    unique: [['pull_request_id', 'user_id']],
    indexes: {
      pull_request_reviewers_user_id_idx: ['user_id'],
    },
  },
  changeset_statuses: {
    columns: {
      changeset_status_id: key,
      repo_id: to('repositories'),
      user_id: to('users'),
      revision: optional(string(40)),
      status: string(128),
      changeset_comment_id: to('changeset_comments'),
      modified_at: moment,
      version: integer,
      pull_request_id: optional(to('pull_requests')),
    },
    unique: [['repo_id', 'revision', 'version']],
    indexes: {
      cs_pull_request_id_user_id_version_idx: ['pull_request_id', 'user_id', 'version'],
      cs_repo_id_pull_request_id_idx: ['repo_id', 'pull_request_id'],
      cs_pull_request_id_idx: ['pull_request_id'],
      cs_revision_idx: ['revision'],
      cs_changeset_comment_id_idx: ['changeset_comment_id'],
      cs_version_idx: ['version'],
    },
  },
} satisfies Readonly<Record<string, Table>>
