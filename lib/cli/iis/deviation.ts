/** The consequence of what is passed over: nothing else fails by it. */
export const noEffect = 'the line has no effect'

/** Something of a site under IIS that is not as it must be. */
export interface Deviation {
  readonly where: 'web.config' | 'iisnode.yml' | 'IIS'
  /** What is so. */
  readonly what: string
  /** What comes of it. */
  readonly consequence: string
  /** The line to write there, or the command that sets it. */
  readonly write: string
}
