import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useFixStage, WAIT } from './fixStage.js';

const stage = useFixStage();

async function look(action: string) {
  const { id } = await stage().shownIncident();
  const count = (await stage().shownIncident()).checks.length;
  stage().window.panel().received.fire({ request: 'fix', incident: id, action });
  return vi.waitFor(async () => {
    const { checks } = await stage().shownIncident();
    if (checks.length <= count) throw new Error('nothing was shown yet');
    return checks;
  }, WAIT);
}

describe('a look at the provider', () => {
  const STATUS = 'https://status.openrouter.ai/api/v2/status.json';
  const SERVERS = 'https://openrouter.ai/api/v1/models/anthropic/claude-sonnet-4.6/endpoints';

  beforeEach(() =>
    stage().failInCline('429 anthropic/claude-sonnet-4.6 is temporarily rate-limited upstream. Please retry shortly.'),
  );

  it('is taken on a click alone, and shown with its time', async () => {
    stage().served.set(STATUS, {
      page: { name: 'OpenRouter' },
      status: { indicator: 'major', description: 'Partial System Outage' },
    });
    stage().served.set(SERVERS, {
      data: {
        endpoints: [
          { provider_name: 'Amazon Bedrock', uptime_last_30m: 61.27 },
          { provider_name: 'Anthropic', uptime_last_30m: 99.9 },
        ],
      },
    });
    await stage().shownIncident();
    expect(stage().asked).toEqual([]);
    const started = Date.now();
    await look('check-provider');
    const checks = await vi.waitFor(async () => {
      const found = (await stage().shownIncident()).checks;
      expect(found.map(({ title }) => title)).toContain('Who serves anthropic/claude-sonnet-4.6 at OpenRouter');
      return found;
    }, WAIT);
    const status = checks.find(({ title }) => title === 'Status of OpenRouter');
    expect(status).toMatchObject({ isGood: false, text: 'OpenRouter reports trouble: "Partial System Outage".' });
    expect(status?.at).toBeGreaterThanOrEqual(started);
    expect(checks.find(({ title }) => title.startsWith('Who serves'))?.details).toEqual([
      'Anthropic: 99.9 % up',
      'Amazon Bedrock: 61.3 % up',
    ]);
    for (const { init } of stage().asked) expect(JSON.stringify(init?.headers)).toBe('{"accept":"application/json"}');
  });

  it('that comes to nothing says why', async () => {
    stage().served.set(STATUS, '<html>not for programs</html>');
    const checks = await look('check-provider');
    expect(checks.find(({ title }) => title === 'Status of OpenRouter')).toMatchObject({
      isGood: null,
      text: 'Nothing can be said: what status.openrouter.ai answered is no JSON.',
    });
  });

  it('finds the ID that was meant', async () => {
    stage().served.set('https://openrouter.ai/api/v1/models', {
      data: [{ id: 'anthropic/claude-sonnet-4.5' }, { id: 'openai/gpt-5.2' }, { id: 7 }],
    });
    const [check] = await look('check-model');
    expect(check).toMatchObject({ isGood: false, details: ['anthropic/claude-sonnet-4.5'] });
    expect(check?.text).toBe('None of the 2 models of openrouter.ai has this ID. The nearest:');
  });
});

it('a report goes to the clipboard as Markdown, without keys', async () => {
  stage().window.world.extensions.set('saoudrizwan.claude-dev', {
    isActive: false,
    exports: null,
    packageJSON: { version: '4.1.13' },
  });
  await stage().failInCline('401 Incorrect API key provided: sk-or-v1-00112233445566778899aabbccddeeff. ```js');
  await stage().window.run('unwrap.copyReport');
  const report = stage().window.world.clipboard;
  expect(report).toContain('- Tool: `Cline 4.1.13`');
  expect(report).toContain('- Category: `authentication`');
  expect(report).toContain('- Diagnosed by: `Unwrap 0.1.0');
  expect(report).not.toContain('00112233');
  expect(stage().window.world.questions.at(-1)).toContain('Read it before you send it');
});
