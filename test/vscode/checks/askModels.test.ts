import { describe, expect, it, vi } from 'vitest';
import { askModels } from '../../../src/vscode/checks/askModels.js';
import { fetchJson, type Fetch } from '../../../src/vscode/checks/fetchJson.js';

const answering =
  (body: unknown, status = 200): Fetch =>
  async () =>
    new Response(JSON.stringify(body), { status });

describe('a list of models', () => {
  it.each([
    ['OpenAI', { object: 'list', data: [{ id: 'a', object: 'model' }] }, [{ id: 'a', name: null, contextLength: null }]],
    [
      'gateways, with what they add',
      {
        data: [
          { id: 'a', name: 'A', context_length: 8192 },
          { id: 'b', display_name: 'B', max_model_len: 4096 },
          'x',
          { id: null },
        ],
      },
      [
        { id: 'a', name: 'A', contextLength: 8192 },
        { id: 'b', name: 'B', contextLength: 4096 },
      ],
    ],
    ['those who answer a bare list', [{ id: 'a', context_length: '8192' }], [{ id: 'a', name: null, contextLength: null }]],
  ])('is read as %s answer it', async (_, body, models) => {
    expect(await askModels(answering(body), 'https://api.test/v1')).toEqual(models);
  });

  it('is asked for beside the base URL', async () => {
    const fetch = vi.fn<Fetch>(answering({ data: [] }));
    await askModels(fetch, 'https://api.test/v1/');
    expect(fetch.mock.calls[0]?.[0]).toBe('https://api.test/v1/models');
  });

  it.each(['https://user:secret@api.test/v1', 'https://api.test/v1?key=secret', 'file:///etc/passwd', 'nonsense'])(
    'is not asked for at %s',
    async (baseUrl) => {
      const fetch = vi.fn<Fetch>();
      await expect(askModels(fetch, baseUrl)).rejects.toThrow(/^the base URL/);
      expect(fetch).not.toHaveBeenCalled();
    },
  );
});

describe('a look at an address', () => {
  it.each([
    [401, 'api.test answers only with a key'],
    [500, 'api.test answered 500'],
  ])('that is answered with %s says so', async (status, why) => {
    await expect(fetchJson(answering({}, status), 'https://api.test/x')).rejects.toThrow(why);
  });

  it('gives up on an answer without an end', async () => {
    const piece = new Uint8Array(1024 * 1024);
    const endless: Fetch = async () => new Response(new ReadableStream({ pull: (stream) => stream.enqueue(piece) }));
    await expect(fetchJson(endless, 'https://api.test/x')).rejects.toThrow('api.test answers more than can be read');
  });

  it('waits ten seconds at most', async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    const fetch: Fetch = async (_, init) => {
      signals.push(init?.signal);
      throw new DOMException('The operation timed out.', 'TimeoutError');
    };
    await expect(fetchJson(fetch, 'https://api.test/x')).rejects.toThrow('api.test did not answer (not within 10 s)');
    expect(timeout).toHaveBeenCalledWith(10_000);
    expect(signals[0]).toBeInstanceOf(AbortSignal);
    timeout.mockRestore();
  });
});
