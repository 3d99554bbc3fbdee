import { describe, expect, it } from 'vitest';
import { kilo } from '../../src/tools/kilo.js';
import { roo } from '../../src/tools/roo.js';
import { zoo } from '../../src/tools/zoo.js';
import type { LiveErrors, Tool } from '../../src/tools/tool.js';
import { placeOf, readLog } from './recordsOf.js';

const family = [roo, zoo, kilo] as const;
const message = (fields: object): object => ({ ts: 1_795_000_000_000, ...fields });
const delayed = (text: string, partial = false): object => message({ type: 'say', say: 'api_req_retry_delayed', text, partial });
const saved = (...messages: object[]): string => messages.map((each) => `${JSON.stringify(each)}\n`).join('');

function liveOf(tool: Tool): LiveErrors {
  if (!tool.liveErrors) throw new Error(`${tool.name} tells of nothing live`);
  return tool.liveErrors;
}

describe.each(family)("$name's saved messages", (tool) => {
  const place = placeOf(tool, 'task messages');

  it("tell of a refused call with its status and the provider's own words", () => {
    const text = '429\nOpenRouter completion error: deepseek/deepseek-v3.2 is temporarily rate-limited upstream.';
    expect(readLog(place, saved(delayed(`${text}\n`)))).toEqual([{ raw: text, status: 429 }]);
  });

  it('tell of it while the wait is counted down, and once', () => {
    const text = 'OpenRouter API Error 502: upstream idle';
    const log = saved(delayed(`${text}\n<retry_timer>12</retry_timer>`, true), delayed(`${text}\n`));
    expect(readLog(place, log)).toEqual([{ raw: text, status: null }]);
  });

  it('tell of a call that waits for a person, of a broken stream and of an empty answer', () => {
    const log = saved(
      message({ type: 'ask', ask: 'api_req_failed', text: 'OpenRouter completion error: 401 No auth credentials found' }),
      message({
        type: 'say',
        say: 'api_req_started',
        text: JSON.stringify({ cancelReason: 'streaming_failed', streamingFailedMessage: 'Provider ended the request: 502' }),
      }),
      message({ type: 'say', say: 'error', text: 'MODEL_NO_ASSISTANT_MESSAGES' }),
    );
    expect(readLog(place, log).map(({ raw }) => raw)).toEqual([
      'OpenRouter completion error: 401 No auth credentials found',
      'Provider ended the request: 502',
      'Unexpected API Response: The language model did not provide any assistant messages.',
    ]);
  });

  it('are silent about what a person wrote or called off, and about a pause of the user’s own making', () => {
    const log = saved(
      message({ type: 'say', say: 'text', text: 'I see "api_req_failed": 429 rate limit exceeded' }),
      message({ type: 'say', say: 'user_feedback', text: '{"say":"api_req_retry_delayed","text":"429"}' }),
      message({ type: 'say', say: 'error', text: 'MODEL_NO_ASSISTANT_MESSAGES is a code' }),
      message({ type: 'say', say: 'api_req_rate_limit_wait', text: '{"seconds":7}', partial: true }),
      message({
        type: 'say',
        say: 'api_req_started',
        text: JSON.stringify({ cancelReason: 'user_cancelled', streamingFailedMessage: 'x' }),
      }),
    );
    expect(readLog(place, log)).toEqual([]);
  });
});

it("keeps each one's storage apart", () => {
  expect(family.map((tool) => placeOf(tool, 'task messages').segments[0])).toEqual([
    'rooveterinaryinc.roo-cline',
    'zoocodeorganization.zoo-code',
    'kilocode.kilo-code',
  ]);
  expect(family.flatMap((tool) => liveOf(tool).extensionIds.map((id) => id.toLowerCase()))).toEqual(
    family.map((tool) => placeOf(tool, 'task messages').segments[0]),
  );
});

it("tells of Kilo's own refusals", () => {
  const ask = message({ type: 'ask', ask: 'payment_required_prompt', text: '{"title":"Add credits","message":"Balance 0"}' });
  expect(readLog(placeOf(kilo, 'task messages'), saved(ask))).toMatchObject([
    { raw: '{"title":"Add credits","message":"Balance 0"}' },
  ]);
});

const event = (fields: object): object => ({ taskId: '1', action: 'updated', message: message(fields) });

describe('what the extension tells of as it happens', () => {
  it('is told once, however often the message changes', () => {
    const read = liveOf(roo).openReader();
    const tick = (seconds: number): unknown =>
      read(
        event({
          type: 'say',
          say: 'api_req_retry_delayed',
          text: `429\nslow down\n<retry_timer>${seconds}</retry_timer>`,
          partial: true,
        }),
      );
    expect([tick(3), tick(2), tick(1)]).toEqual([{ raw: '429\nslow down', status: 429, at: 1_795_000_000_000 }, null, null]);
  });

  it('is not told of pieces of an answer', () => {
    const read = liveOf(zoo).openReader();
    expect(read(event({ type: 'say', say: 'text', text: '429\nslow down', partial: true }))).toBeNull();
    expect(read(event({ type: 'say', say: 'api_req_started', text: '{"request":"429"}' }))).toBeNull();
  });

  it.each([null, undefined, 7, 'message', [], {}, { message: null }, { message: { ts: 'now', ask: 'api_req_failed' } }])(
    'is no failure where it has another shape: %j',
    (hostile) => {
      expect(liveOf(kilo).openReader()(hostile)).toBeNull();
    },
  );
});
