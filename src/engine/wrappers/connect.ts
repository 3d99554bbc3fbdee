import type { Wrapper } from './wrapper.js';

/**
 * Connect and gRPC, as Cursor and Windsurf show them: `ConnectError: [resource_exhausted] …`, `rpc error: code = Unavailable desc = …`.
 * Cursor's own `ERROR_*` stands in `error`, with `details.title` and `details.detail`.
 */
export const connect: Wrapper = {
  id: 'connect',
  name: 'Connect',
  signals: ['ConnectError', 'rpc error: code = ', 'RetriableError: ['],
  read: (text) => {
    const connected = /\b(?:ConnectError|RetriableError|NonRetriableError): \[([a-z_]{2,40})\] ?/.exec(text);
    if (connected) return { end: connected.index + connected[0].length, code: connected[1] };
    const grpc = /\brpc error: code = ([A-Za-z]{2,30}) desc = /.exec(text);
    return grpc ? { end: grpc.index + grpc[0].length, code: grpc[1] } : null;
  },
};
