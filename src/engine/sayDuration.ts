/** Seconds as a person says them, in at most two units: `12 s`, `9 min 38 s`, `17 h 42 min`, `2 d 10 h`. Rounded up. */
export function sayDuration(seconds: number): string {
  let rest = Math.max(0, Math.ceil(seconds));
  if (rest < 60) return `${rest} s`;
  if (rest < 3600) return pair(Math.floor(rest / 60), 'min', rest % 60, 's');
  rest = Math.ceil(rest / 60);
  if (rest < 24 * 60) return pair(Math.floor(rest / 60), 'h', rest % 60, 'min');
  rest = Math.ceil(rest / 60);
  return pair(Math.floor(rest / 24), 'd', rest % 24, 'h');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
