import { formatLocal } from '#std/local-time.ts'
import type { Commit, Kind } from '#vcs/repository.ts'

/** What stands above the diff in a patch, as Kallithea writes it for each tool. */
export function patchHead(kind: Kind, commit: Commit): string {
  return heads[kind](commit)
}

const heads: Readonly<Record<Kind, (commit: Commit) => string>> = {
  git: ({ id, author, date, message }) => `From ${id} ${formatLocal(date, ' ')}
From: ${author}
Date: ${formatLocal(date, ' ')}
Subject: [PATCH] ${message}
---

`,
  hg: ({ id, author, date, message, parents }) => `# HG changeset patch
# User ${author}
# Date ${formatLocal(date, ' ')}
# Node ID ${id}
${parents.map(parent => `# Parent  ${parent}\n`).join('')}
${message}

`,
}
