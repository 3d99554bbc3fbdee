import { describe, expect, it } from 'vitest';
import { zed } from '../../src/tools/zed.js';
import { placeOf, readLog } from './recordsOf.js';

const place = placeOf(zed, 'log of Zed');
const at = Date.UTC(2026, 3, 29, 20, 19, 14);
const called = '2026-04-29T13:19:12-07:00 INFO  [agent::thread] Thread::send called with model: DeepSeek V4 Pro\n';

describe('the log', () => {
  it("tells of a failed turn with the answer's body, the model, and the time in its zone", () => {
    const body = '{\n  "error": {\n    "message": "string too long",\n    "code": "string_above_max_length"\n  }\n}';
    const log = `${called}2026-04-29T13:19:14-07:00 ERROR [agent::thread] Turn execution failed: invalid request format to OpenAI's API: ${body}\n2026-04-29T13:19:15-07:00 INFO  [zed] saved\n`;
    expect(readLog(place, log)).toEqual([
      { raw: `Turn execution failed: invalid request format to OpenAI's API: ${body}`, model: 'DeepSeek V4 Pro', at },
    ]);
  });

  it('tells of a failed edit prediction, which is of another model', () => {
    const log = `${called}2026-04-29T13:19:14-07:00 ERROR [crates/edit_prediction/src/edit_prediction.rs:2214] Request failed with status: 429\nBody: Rate limit exceeded.\n`;
    expect(readLog(place, log)).toEqual([
      { raw: 'Request failed with status: 429\nBody: Rate limit exceeded.', model: null, at },
    ]);
  });

  it('is silent about the rest of the editor, and about providers that nobody signed in to', () => {
    const log =
      '2026-04-29T13:19:14-07:00 ERROR [lsp] 429 rate limit exceeded\n' +
      '2026-04-29T13:19:14-07:00 ERROR [agent] Failed to authenticate provider: ChatGPT Subscription: Sign in\n' +
      '2026-04-29T13:19:14-07:00 WARN  [agent::thread] Turn execution failed: 429\n' +
      '2026-04-29T13:19:14-07:00 ERROR [agent::thread] Turn execution failed: 503\n'.replace(
        'Turn execution failed: 503',
        'cancelled',
      );
    expect(readLog(place, log)).toEqual([]);
  });
});
