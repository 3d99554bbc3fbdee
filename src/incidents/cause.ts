/** Whether two diagnoses speak of one cause. */
import type { Diagnosis } from '../engine/model.js';

/** Below this the engine guesses from a wrapper or a bare status. */
const SURE = 0.5;

/** True where only a wrapper was seen: the cause may stand in another sighting of the same call. */
export function isVague(diagnosis: Diagnosis): boolean {
  return diagnosis.category === 'unknown' || diagnosis.confidence < SURE;
}

/** Shorter texts stand in too many others to tell anything. */
const TELLING = 8;

/** True where `outer` is what remained of `inner` after a tool or SDK kept only an outer layer's text. */
export function wraps(outer: Diagnosis, inner: Diagnosis): boolean {
  if (outer.layers.length >= inner.layers.length || outer.message.includes(inner.message)) return false;
  if (outer.status !== null && inner.status !== null && outer.status !== inner.status) return false;
  return inner.layers.slice(0, -1).some(({ message }) => contains(outer.message, message) || contains(message, outer.message));
}

/** True where the outer text names what the inner one is about, or stands in it: more than that both were written at one time. */
export function pointsTo(outer: Diagnosis, inner: Diagnosis): boolean {
  if (!samePlace(outer, inner)) return false;
  const said = inner.layers.some(({ message }) => contains(outer.message, message) || contains(message, outer.message));
  return said || sharesName(outer, inner) || (outer.status !== null && outer.status === inner.status);
}

/** True where both name the same one: model, gateway or provider. */
export function sharesName(left: Diagnosis, right: Diagnosis): boolean {
  return (
    (left.model !== null && right.model !== null && sameModel(left.model, right.model)) ||
    (left.gateway !== null && left.gateway === right.gateway) ||
    (left.provider !== null && left.provider === right.provider)
  );
}

function contains(text: string, part: string): boolean {
  return part.length >= TELLING && text.includes(part);
}

/** True where nothing that both name differs, but for how sure they are. */
export function sameCause(left: Diagnosis, right: Diagnosis): boolean {
  return left.category === right.category && samePlace(left, right);
}

/** True where both can be of one call: model, gateway and provider agree as far as they are known. */
export function samePlace(left: Diagnosis, right: Diagnosis): boolean {
  if (!sameModel(left.model, right.model) || !agree(left.gateway, right.gateway)) return false;
  if (agree(left.provider, right.provider)) return true;
  // A gateway tries several providers for one model, and a tool's next attempt may meet another one.
  return left.gateway !== null && left.model !== null && left.gateway === right.gateway && right.model !== null;
}

export function sameModel(left: string | null, right: string | null): boolean {
  return left === null || right === null || left === right || plainModel(left) === plainModel(right);
}

function agree<T>(left: T | null, right: T | null): boolean {
  return left === null || right === null || left === right;
}

/**
 * A model's name without what gateways and clouds put around it: `anthropic/claude-sonnet-4.6`, `claude-sonnet-4-6` and
 * `us.anthropic.claude-sonnet-4-6-20260101-v1:0` are one model.
 */
function plainModel(name: string): string {
  const own = name.slice(name.lastIndexOf('/') + 1).toLowerCase();
  const variant = own.indexOf(':');
  return (variant === -1 ? own : own.slice(0, variant))
    .replace(/^(?:[a-z]{1,20}\.){1,3}(?=[a-z])/, '')
    .replaceAll(/[._]/g, '-')
    .replace(/-v\d{1,3}$/, '')
    .replace(/-\d{8}$|-\d{4}-\d\d-\d\d$/, '');
}
