/**
 * What `read` answers, asked once in a turn of the event loop: whatever happens outside meanwhile, nobody here can have
 * heard of it before the next turn.
 */
export function oncePerTurn<Value>(read: () => Value): () => Value {
  let held: { readonly value: Value } | null = null
  return () => {
    if (held) return held.value
    held = { value: read() }
    setImmediate(() => {
      held = null
    })
    return held.value
  }
}
