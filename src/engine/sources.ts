/** The `source` of a sighting that was made on the wire, of an answer, and not read out of a log. */
export const WIRE = 'wire';
