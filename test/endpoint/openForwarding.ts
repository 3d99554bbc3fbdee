/** Upstreams and forwarders of one test file, closed after each test. */
import { afterEach } from 'vitest';
import { startUpstream, type ScriptedUpstream, type Step } from './scriptedUpstream.js';
import { startForwarder, type Forwarding } from './startForwarder.js';

const open: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

export async function upstreamOf(...steps: Step[]): Promise<ScriptedUpstream> {
  const started = await startUpstream(...steps);
  open.push(started);
  return started;
}

export async function forwarderOf(...args: Parameters<typeof startForwarder>): Promise<Forwarding> {
  const started = await startForwarder(...args);
  open.unshift(started);
  return started;
}
