import type { Diagnosis } from '../engine/model.js';
import type { Cause } from '../incidents/chronicle.js';

/** Who failed, and why: the gateway where no provider is known, the upstream that was asked where neither is. */
export function causeOf({ provider, gateway, category }: Diagnosis, upstream: string | null): Cause {
  const who = provider ?? gateway ?? upstream;
  return { provider: who, behind: gateway === who ? null : gateway, category };
}
