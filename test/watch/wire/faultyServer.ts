/** A server of models on loopback that answers each path as it is told to. */
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { setTimeout as rest } from 'node:timers/promises';
import { listenLocally } from '../../listenLocally.js';
import { CERTIFICATE, KEY } from './certificate.js';

export interface FaultyServer {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Called when the whole request has come. */
export type Serve = (response: ServerResponse, path: string) => void | Promise<void>;

export async function startFaultyServer(serve: Serve, { secure = false } = {}): Promise<FaultyServer> {
  const listener: RequestListener = (request, response) => {
    request.resume().on('end', () => {
      Promise.resolve(serve(response, request.url ?? '/')).catch(() => response.destroy());
    });
  };
  const server = secure ? createSecureServer({ key: KEY, cert: CERTIFICATE }, listener) : createServer(listener);
  const port = await listenLocally(server);
  return {
    origin: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends the bytes in two parts, so that they come as two chunks. */
export async function sendCut(response: ServerResponse, bytes: Uint8Array, at: number): Promise<void> {
  response.write(bytes.subarray(0, at));
  await rest(15);
  response.end(bytes.subarray(at));
}
