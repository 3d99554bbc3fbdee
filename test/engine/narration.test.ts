import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/classify.js';
import { countNarration } from '../../src/engine/narration.js';

const categoryOf = (raw: string): string => diagnose({ raw }).category;

describe('who tells of errors reports none', () => {
  it.each([
    [
      'a note of work done',
      "429'd on the third call with `x-ratelimit-remaining-requests: 812`. **The real limit is tokens per minute, not requests/day** — the\nsame as in the last note. Fixed by capping what is sent.",
    ],
    [
      'a pattern that was seen',
      'both jobs hit `AcmeError: 429 Too Many Requests` while they were\nsharing one key via the proxy. The retry failed as well, because each of\nthem started its loop again at the same second.',
    ],
    [
      'what a service does',
      'The free tier reliably returns 404 when the quota is exhausted — it looks like a missing model but is a credit issue.',
    ],
    [
      'a comment on code',
      'Some gateways answer HTTP 200 with an overloaded_error in the body, so the wrapper raises its own error and the caller can retry.',
    ],
    [
      'notes in Chinese',
      '可以判断原因：\nreasoning>0：推理耗尽输出预算，没来得及生成正文。\nchunk=0：例如上游返回空流，或者改为非流式时会出现。',
    ],
    ['advice in Chinese', '继续重试适合上游偶发超时、限流的场景。主模型不可用时切到另一个模型，用于保留会话。'],
    [
      'a chapter of a help page',
      '**Authentication errors ("Invalid API Key" or "Unauthorized")**\nVerify the key in the console.',
    ],
    ['the name of a limit', 'acmeRateLimitKey builds the key of the rate limit for new tokens of a workspace'],
  ])('%s', (_, raw) => {
    expect(categoryOf(raw)).toBe('not_an_error');
  });
});

describe('a server’s own sentences stay a report, however long they are', () => {
  it.each([
    [
      'with advice',
      'The model is currently overloaded with other requests. You can retry your request, or contact us through our help center if the error persists.',
      'overloaded',
    ],
    [
      'with a condition',
      'Acme API has not been used in project 12 before or it is disabled. Enable it by visiting https://console.acme.test then retry.',
      'permission',
    ],
    [
      'with an explanation',
      'Trying to keep the first 9000 tokens when context overflows. However, the model is loaded with a context length of only 4096 tokens, which is not enough. Try to load the model with a larger context length.',
      'context_length',
    ],
  ])('%s', (_, raw, category) => {
    expect(categoryOf(raw)).toBe(category);
  });

  it('and what begins as one counts as none of a narrator’s', () => {
    const told = 'the wrapper raises its own error so that each caller can retry when it should';
    expect(countNarration(told)).toBeGreaterThan(4);
    expect(countNarration(`2026-01-02 03:04:05 ${told}`)).toBe(0);
    expect(countNarration(`vendor.errors.LimitError: ${told}`)).toBe(0);
  });
});
