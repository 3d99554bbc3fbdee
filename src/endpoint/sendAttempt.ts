/** Sends a request, as its client has put it, to one place. */
import type { IncomingMessage } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Attempt } from './attempt.js';
import type { Target } from './forward.js';
import { headersForUpstream } from './forwardedHeaders.js';
import type { OpenLink } from './links.js';
import type { RequestBody } from './requestBody.js';

interface Sending {
  readonly request: IncomingMessage;
  readonly target: Target;
  readonly body: RequestBody;
  /** The rest of the body is sent as it comes, once: it is too long to be held. */
  readonly passesBody: boolean;
  /** The answer must be readable here. */
  readonly readable: boolean;
}

/** Never throws: what goes wrong is told to the attempt. */
export function sendAttempt(dispatcher: Dispatcher, link: OpenLink, attempt: Attempt, sending: Sending): void {
  const { request, target, body, passesBody, readable } = sending;
  const replaced = link.replaces && link.model !== null ? body.withModel(link.model) : null;
  const held = replaced ?? body.whole();
  const headers = headersForUpstream(request.rawHeaders, {
    another: link.another,
    bearsToken: target.bearsToken,
    readable,
    key: link.key,
  });
  const length = passesBody ? request.headers['content-length'] : undefined;
  if (length !== undefined) headers.push('content-length', String(Number(length) + (held?.length ?? 0) - body.size));
  try {
    dispatcher.dispatch(
      {
        origin: link.origin,
        path: link.path,
        method: request.method ?? 'GET',
        headers,
        body: passesBody ? body.follow(held, request) : held,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      attempt,
    );
  } catch (error) {
    attempt.onError(error instanceof Error ? error : new Error(String(error)));
  }
}
