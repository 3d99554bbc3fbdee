/** How incidents stand, by what a window really knows. */
import { setTimeout as rest } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
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
