/** The `source` of a sighting that was made on the wire, of an answer, and not read out of a log. */
export const WIRE = 'wire';

/** The `source` of a sighting that was made at the endpoint, of an upstream's answer. */
export const ENDPOINT = 'endpoint';

/** True where an answer itself was seen, and not what a tool wrote of it. */
export function isExchange(source: string): boolean {
  return source === WIRE || source === ENDPOINT;
}
