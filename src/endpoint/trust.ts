/** Which certificates are believed. */
import * as tls from 'node:tls';
import * as z from 'zod/mini';

const Certificates = z.array(z.string());

/**
 * Node's own list, what `NODE_EXTRA_CA_CERTS` adds to it, and the system's, where companies put theirs. Null where the runtime
 * cannot read the system's store (before Node 22.15): it then uses the first two by itself. Built once and shared: a context
 * with a few hundred certificates takes milliseconds to make.
 */
export function readTrust(): tls.SecureContext | null {
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return null;
  try {
    const lists = ['default', 'system'].map((store) => Certificates.parse(Reflect.apply(read, tls, [store])));
    return tls.createSecureContext({ ca: [...new Set(lists.flat())] });
  } catch {
    // A store that cannot be read must not keep the rest from working.
    return null;
  }
}
