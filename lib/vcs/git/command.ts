import path from 'node:path'
import { type Command, command } from '../command.ts'
import type { Work } from '../run.ts'

interface Place {
  /** The folder with HEAD, objects and refs. */
  readonly folder: string
  readonly idBytes: number
}

/** For what works on the repository itself: its folder named, and what its own configuration could run switched off. */
export function git(folder: string): Command {
  return command('--no-pager')
    .value('--git-dir=', path.resolve(folder))
    .with(
      '-c',
      'core.fsmonitor=false',
      '-c',
      'core.hooksPath=none',
      '-c',
      'core.alternateRefsCommand=',
      '-c',
      'core.bare=true',
    )
    .with('-c', 'gpg.program=none', '-c', 'core.sshCommand=none', '-c', 'core.attributesFile=', '-c', 'gc.auto=0')
    .with('-c', 'maintenance.auto=false', '-c', 'color.ui=false', '-c', 'protocol.ext.allow=never')
}

/**
 * For what only reads objects by their ids: git is shown an empty repository of ours that has the objects of this
 * one. So neither its configuration nor its attributes count: a filter there would run a program for each file of an
 * archive. `borrowed` is a folder with objects of another repository that are there too.
 */
export function onObjects({ folder, idBytes }: Place, home: string, borrowed: string | null = null): Work {
  const place = path.join(home, idBytes === 20 ? 'sha1.git' : 'sha256.git')
  return {
    tool: 'git',
    command: command('--no-pager').value('--git-dir=', place).with('-c', 'core.quotePath=false'),
    environment: {
      GIT_OBJECT_DIRECTORY: path.join(path.resolve(folder), 'objects'),
      GIT_SHALLOW_FILE: path.join(path.resolve(folder), 'shallow'),
      GIT_NO_LAZY_FETCH: '1',
      ...(borrowed !== null && { GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(borrowed) }),
    },
  }
}

/** In a list of folders git takes what stands between quotes as C does, so that a colon in a name is no border. */
function quoted(folder: string): string {
  return `"${folder.replace(/["\\]/g, '\\$&')}"`
}
