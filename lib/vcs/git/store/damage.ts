/**
 * What is in the store cannot be read by us; with an id: the object is not there at all, or in a form that only git
 * itself reads.
 */
export class Damage extends Error {
  readonly id: string | null

  constructor(message: string, id: string | null = null) {
    super(message)
    this.name = 'Damage'
    this.id = id
  }
}
