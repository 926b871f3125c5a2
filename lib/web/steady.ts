import { isProblem } from '#std/problem.ts'
import type { Repository } from '#vcs/repository.ts'

/** Whoever loses so many times against a writer is told to come back. */
const most = 4

/**
 * Reads a repository as it stands at one moment, so that no page shows two states of it; anew where what was there at
 * that moment has been taken away before it was read.
 */
export async function readSteadily<Value>(
  repository: Repository,
  read: (still: Repository) => Value | Promise<Value>,
): Promise<Value> {
  let still = await repository.steady()
  for (let attempt = 1; ; attempt++) {
    try {
      return await read(still)
    } catch (caught) {
      const now = await repository.steady()
      if (!isProblem(caught, 'unavailable') || now === still || attempt === most) throw caught
      still = now
    }
  }
}
