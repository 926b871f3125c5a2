import path from 'node:path'
import { type Command, command } from '../command.ts'

/** The start of every git command on a repository: its folder named, and all that its own configuration could run switched off. */
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
