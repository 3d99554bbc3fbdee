import { isSealed, type Call, type Trace } from './calls.js';

/**
 * The prints of the records that tell of the failed call that the record of `print` tells of, its own first. Where records of several
 * calls interleave, those are taken that come as late among the records of their shape. Where some were dropped for the bound, nobody
 * knows which those are.
 */
export function recordsOfCall(call: Call, print: number): readonly number[] {
  const own = call.traces.find((each) => each.print === print);
  if (own === undefined || isSealed(call)) return [print];
  const shapes = new Map<number, Trace[][]>();
  for (const each of call.traces) {
    const turns = shapes.get(each.shape) ?? [];
    shapes.set(each.shape, turns);
    const id = requestIdOf(each);
    const turn = id === null ? undefined : turns.find(([first]) => first !== undefined && requestIdOf(first) === id);
    if (turn) turn.push(each);
    else turns.push([each]);
  }
  const at = shapes.get(own.shape)?.findIndex((turn) => turn.includes(own)) ?? 0;
  const others = [...shapes.values()].flatMap((turns) => turns[at] ?? []).filter((each) => each !== own && mayBeOne(each, own));
  return [print, ...others.map((each) => each.print)];
}

function mayBeOne(left: Trace, right: Trace): boolean {
  const [one, other] = [requestIdOf(left), requestIdOf(right)];
  return one === null || other === null || one === other;
}

function requestIdOf({ sighting }: Trace): string | null {
  return sighting.diagnosis.requestId;
}
