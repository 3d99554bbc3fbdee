/**
 * Hears what one object is handed, by a property of its own in front of its prototype's method: each call goes through, with its
 * arguments, its answer and its exceptions. It is the last resort where nothing is published, for the bytes of answers alone.
 * Listening to `data` would be no way: it sets a stream flowing that its reader has not asked for.
 */
export function overhear(object: object, method: string, hear: (argument: unknown) => void): () => void {
  const before = Object.getOwnPropertyDescriptor(object, method);
  const original: unknown = Reflect.get(object, method);
  if (typeof original !== 'function') return () => {};
  let hearing = true;
  const heard = function (this: unknown, ...args: unknown[]): unknown {
    if (hearing) hear(args[0]);
    return Reflect.apply(original, this, args);
  };
  Object.defineProperty(object, method, { value: heard, configurable: true, writable: true, enumerable: false });
  return () => {
    if (!hearing) return;
    hearing = false;
    // Somebody else may have come in front of it since; then it stays, and passes everything through.
    if (Object.getOwnPropertyDescriptor(object, method)?.value !== heard) return;
    if (before === undefined) Reflect.deleteProperty(object, method);
    else Object.defineProperty(object, method, before);
  };
}
