/** A server of a test or bench listens on a free port of loopback. */
import type { Server } from 'node:net';

/** @returns the port */
export async function listenLocally(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server on loopback has no port');
  return address.port;
}
