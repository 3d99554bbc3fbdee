/** How incidents stand, by what a window really knows. */
import { setTimeout as rest } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { createIncidents } from '../../src/incidents/incidents.js';
import { IncidentStates } from '../../src/vscode/incidentStates.js';
import { rateLimit, sighting } from '../incidents/fixtures.js';
import { useFixStage, WAIT } from './fixStage.js';

const stage = useFixStage();

const LIMITED =
  '429 {"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly.","provider_name":"Anthropic"}}}';

/** The newest incident, once the list beside the page says that it stands so. */
async function standing(state: string): Promise<string | undefined> {
  await stage().window.run('unwrap.diagnoseLast');
  const incidents = async () => (await stage().shown('incident')).incidents;
  await vi.waitFor(async () => expect((await incidents())[0]?.state).toBe(state), WAIT);
  return (await incidents())[0]?.short;
}

it('an incident is fixed while a fix of its tool stands, and open again when that is undone', async () => {
  await stage().failInContinue(LIMITED);
  expect(await standing('open')).toBe('Anthropic rate limit');
  // The log counts whole seconds, and this one stands in the next.
  await rest(1_200);
  await stage().choose('Switch the model of Continue…', 'openai/gpt-5-mini');
  await stage().window.run('unwrap.applyFix');
  expect(await standing('fixed')).toBe('Anthropic rate limit');
  await stage().window.run('unwrap.undoFix');
  expect(await standing('open')).toBe('Anthropic rate limit');
});

it('what failed is in the history at once', async () => {
  await stage().failInContinue(LIMITED);
  await standing('open');
  stage().window.panel().received.fire({ request: 'show-history' });
  const { history } = await stage().shown('history');
  expect(history.cells).toMatchObject([{ place: 0, category: 'rate_limit', failed: 1, recovered: 0 }]);
  expect(history.places).toEqual([
    { provider: { id: 'anthropic', name: 'Anthropic' }, behind: { id: 'openrouter', name: 'OpenRouter' } },
  ]);
});

it('stands otherwise when the wait is over, and is told anew with each hour', () => {
  vi.useFakeTimers({ now: new Date(2026, 10, 20, 23, 59, 30) });
  try {
    let changes = 0;
    const states = new IncidentStates({
      readFixes: () => Promise.resolve([]),
      answers: () => [],
      onChange: () => (changes += 1),
      onFailure: () => undefined,
    });
    const { incident } = createIncidents().add(sighting(0, rateLimit({ retryAfterSeconds: 12 }), { at: Date.now() }));
    expect(states.stateOf(incident)).toEqual({ state: 'waiting', until: Date.now() + 12_000 });
    vi.advanceTimersByTime(11_999);
    expect(changes).toBe(0);
    vi.advanceTimersByTime(1);
    expect(changes).toBe(1);
    expect(states.stateOf(incident)).toEqual({ state: 'open' });
    vi.advanceTimersByTime(18_000);
    expect(changes).toBe(2);
    vi.advanceTimersByTime(3 * 60 * 60_000);
    expect(changes).toBe(5);
    expect(states.stateOf(incident)).toEqual({ state: 'past' });
    states.dispose();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
