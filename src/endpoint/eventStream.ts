/** The exchanges as they end, as server-sent events. Who reads too slowly is cut off and may come again. */
import type { ServerResponse } from 'node:http';
import type { ExchangeLog } from './exchangeLog.js';

const HEARTBEAT_MS = 15_000;
/** What may wait for a reader, in bytes. */
const MOST_WAITING = 1024 * 1024;
const MOST_READERS = 64;

export interface EventStreams {
  /** False where there are too many readers. */
  readonly open: (response: ServerResponse) => boolean;
  /** Ends them all. */
  readonly close: () => void;
}

/**
 * Events: `hello` once, with `{version, pid, recoveredToday}`; `exchange`, an `Exchange`; `recovered`, with `{recoveredToday}`,
 * after each exchange that was. Comments between them say that the stream stands.
 */
export function createEventStreams(log: ExchangeLog, version: string): EventStreams {
  const readers = new Set<ServerResponse>();
  return {
    open: (response) => {
      if (readers.size >= MOST_READERS) return false;
      const write = (text: string): void => {
        if (response.writableLength > MOST_WAITING) response.destroy();
        else response.write(text);
      };
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      write(print('hello', { version, pid: process.pid, recoveredToday: log.recoveredToday() }));
      const stopListening = log.listen((exchange) => {
        write(print('exchange', exchange));
        if (exchange.outcome === 'recovered') write(print('recovered', { recoveredToday: log.recoveredToday() }));
      });
      const heartbeat = setInterval(write, HEARTBEAT_MS, ': here\n\n');
      readers.add(response);
      response.once('close', () => {
        clearInterval(heartbeat);
        stopListening();
        readers.delete(response);
      });
      return true;
    },
    close: () => {
      for (const response of readers) response.end();
    },
  };
}

function print(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
