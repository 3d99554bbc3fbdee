import { createServer } from 'node:https';
import { listenLocally } from '../listenLocally.js';
import { CERTIFICATE, KEY } from '../watch/wire/certificate.js';
import { completion } from './scriptedUpstream.js';
import { afterTest } from './startEndpoint.js';

/** An upstream that answers, behind a certificate that nobody knows; its base URL. Ended with the test. */
export async function startTlsUpstream(): Promise<string> {
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion));
  });
  const port = await listenLocally(server);
  afterTest(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://localhost:${port}/v1`;
}
