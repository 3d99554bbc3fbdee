/** The ways in which tools call models from an extension host. Each resolves when the call is over, however it ended. */
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { Agent, fetch as packageFetch, request as undiciRequest } from 'undici';

interface Call {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Resolves to the answer's text, or to the error. */
export type Client = (call: Call) => Promise<unknown>;

const trusting = new Agent({ connect: { rejectUnauthorized: false } });

/** An answer that is over is over when its text is. */
async function callByNode({ url, method = 'POST', headers = {}, body = '{}', signal }: Call): Promise<unknown> {
  return await new Promise((resolve) => {
    const options = { method, headers, ...(signal ? { signal } : {}) };
    const answer = (response: IncomingMessage): void => {
      let text = '';
      response.on('error', resolve).on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
      response.on('end', () => resolve(text));
    };
    const request = url.startsWith('https:')
      ? secureRequest(url, { ...options, rejectUnauthorized: false }, answer)
      : plainRequest(url, options, answer);
    request.on('error', resolve).end(method === 'GET' ? undefined : body);
  });
}

const settle = async (work: Promise<{ text: () => Promise<string> }>): Promise<unknown> => {
  try {
    return await (await work).text();
  } catch (error) {
    return error;
  }
};

const init = ({ method = 'POST', headers = {}, body = '{}', signal }: Call) => ({
  method,
  headers,
  ...(method === 'GET' ? {} : { body }),
  ...(signal ? { signal } : {}),
});

/** `node:http` calls `https:` addresses by `node:https`, whose certificate it trusts; so does the package. Global `fetch` does not. */
export const clients: Readonly<Record<'fetch' | 'undici' | 'undiciFetch' | 'node', Client>> = {
  fetch: (call) => settle(fetch(call.url, init(call))),
  undici: (call) => settle(undiciRequest(call.url, { ...init(call), dispatcher: trusting }).then(({ body }) => body)),
  undiciFetch: (call) => settle(packageFetch(call.url, { ...init(call), dispatcher: trusting })),
  node: callByNode,
};
