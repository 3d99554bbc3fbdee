/** Binds the loopback interface, in both of its families, and nothing else. */
import type { Server } from 'node:http';

/** Another program has the port. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  constructor(readonly port: number) {
    super(`port ${port} is taken`);
  }
}

/** An ephemeral port that is free in one family may be taken in the other. */
const TRIES = 10;

/**
 * @param port 0 for any that is free
 * @param createServer called for each address
 * @returns the port, and the servers that listen on it: one or two
 * @throws {PortTaken}
 */
export async function listenOnLoopback(
  port: number,
  createServer: () => Server,
): Promise<{ readonly port: number; readonly servers: readonly Server[] }> {
  for (let tries = 1; ; tries++) {
    const four = createServer();
    await listen(four, '127.0.0.1', port);
    const address = four.address();
    const bound = typeof address === 'object' && address !== null ? address.port : port;
    const six = createServer();
    try {
      await listen(six, '::1', bound);
      return { port: bound, servers: [four, six] };
    } catch (error) {
      if (!(error instanceof PortTaken)) return { port: bound, servers: [four] };
      await new Promise((resolve) => four.close(resolve));
      if (port !== 0 || tries === TRIES) throw error;
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error);
    };
    server.once('error', fail);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', fail);
      resolve();
    });
  });
}
