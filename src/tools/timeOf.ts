/** A time that a record bears within it, ISO 8601 with its zone, in epoch milliseconds. */
export function timeOf(text: string | undefined): number | null {
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
