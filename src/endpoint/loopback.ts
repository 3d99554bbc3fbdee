/** Names of this machine's own interface. */

/** @param hostname as `URL.hostname` has it: lower case, IPv6 in brackets */
export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
