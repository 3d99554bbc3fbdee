import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/endpoint/address.js';

describe('an address', () => {
  it.each([
    ['/openrouter/api/v1/chat/completions', { name: 'openrouter', path: '/api/v1/chat/completions', query: '', token: null }],
    ['/openai/v1/models?limit=2', { name: 'openai', path: '/v1/models', query: '?limit=2', token: null }],
    ['/openai', { name: 'openai', path: '', query: '' }],
    ['/openai/v1/models/openai%2Fgpt-5', { name: 'openai', path: '/v1/models/openai%2Fgpt-5' }],
    ['/~secret/anthropic/v1/messages', { name: 'anthropic', path: '/v1/messages', token: 'secret' }],
    ['/openai/v1/x?next=//a/../b', { path: '/v1/x', query: '?next=//a/../b' }],
  ])('%s is understood', (target, expected) => {
    expect(parseAddress(target)).toMatchObject({ kind: 'upstream', ...expected });
  });

  it('of the endpoint itself is told apart', () => {
    expect(parseAddress('/-/health?x=1')).toEqual({ kind: 'own', path: '/health', query: '?x=1', token: null });
    expect(parseAddress('/~t/-/metrics')).toMatchObject({ kind: 'own', path: '/metrics', token: 't' });
  });

  it.each([
    'http://example.com/openai/v1/models',
    '*',
    '',
    '//openai/v1',
    '/openai//v1/models',
    '/openai/../anthropic/v1/messages',
    '/openai/v1/..',
    '/openai/./v1',
    '/openai/%2e%2e/v1',
    '/openai/.%2E/v1',
    '/openai/%252e%252e/v1',
    '/openai/..%2fv1',
    '/openai/%2f/v1',
    '/openai/v1%2f%2e%2e%2fx',
    String.raw`/openai\v1`,
    '/openai/%5c..%5cv1',
    '/openai/v1%0d%0aX: 1',
    '/openai/v1%00',
    '/openai/v1 HTTP/1.1',
    '/openai/v1\r\nX: 1',
    '/openai/v1#x',
    '/openai/%zz',
    '/openai/ü',
    '/',
    '/~secret',
    '/~secret/',
  ])('%j is refused', (target) => {
    expect(parseAddress(target).kind).toBe('refused');
  });

  it('that is understood has no segment that a server could read as another place', () => {
    const piece = fc.constantFrom('a', '.', '%2e', '%2E', '/', '%2f', '\\', '%5c', '%25', '25', '2e', '2f', '~', '-', '?', '%');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const address = parseAddress(`/x/${pieces.join('')}`);
        if (address.kind === 'refused') return;
        let { path } = address;
        for (let round = 0; round < 4; round++) {
          expect(path).not.toMatch(/\\|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/);
          try {
            path = decodeURIComponent(path);
          } catch {
            break;
          }
        }
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
