import { format as formatted } from 'node:util'
import { redact } from '#trace/redact.ts'
import { report } from '#trace/trace.ts'

/** A request that never reached the application, and why. */
export interface HostRefusal {
  readonly when: Date
  /** Secrets taken out. */
  readonly text: string
}

const most = 20

/** What a host refused, the last ones, the oldest first. */
export class RefusalLog {
  readonly #kept: HostRefusal[] = []

  /** Reports it as a matter of security, and keeps it. */
  note(format: string, ...values: readonly unknown[]): void {
    report('hosting:security', format, ...values)
    this.#kept.push({ when: new Date(), text: redact(formatted(format, ...values)) })
    if (this.#kept.length > most) this.#kept.shift()
  }

  list(): readonly HostRefusal[] {
    return [...this.#kept]
  }
}
