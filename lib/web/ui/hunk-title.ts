import type { Hunk } from '#vcs/repository.ts'

/** `@@ -1,5 +1,6 @@ section` */
export function hunkTitle({ oldStart, oldLines, newStart, newLines, section }: Hunk): string {
  return `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@ ${section}`.trimEnd()
}
