/** Requests in a closed loop over a fixed number of connections. */
import { Pool } from 'undici';

export interface Load {
  readonly origin: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly requests: number;
  readonly stream: boolean;
}

export interface Loaded {
  readonly p50Ms: number;
  readonly perSecond: number;
}

/** Rejects where an answer is not whole: a proxy that drops bytes is not fast. */
export async function load({ origin, path, headers, connections, requests, stream }: Load): Promise<Loaded> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const body = JSON.stringify({ model: 'bench-model', stream, messages: [{ role: 'user', content: 'question '.repeat(20) }] });
  const end = Buffer.from(stream ? 'data: [DONE]\n\n' : '}}');
  const times: number[] = [];
  let left = requests;
  const send = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      let last: Buffer = Buffer.alloc(0);
      let status = 0;
      pool.dispatch(
        { path, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body },
        {
          onRequestStart: () => {},
          onResponseStart: (_controller, code) => void (status = code),
          onResponseData: (_controller, chunk) => void (last = chunk),
          onResponseEnd: () => {
            times.push(performance.now() - begun);
            if (status === 200 && last.subarray(-end.length).equals(end)) resolve();
            else
              reject(new Error(`an answer of ${origin} is not whole: status ${status}, ends ${last.subarray(-80).toString()}`));
          },
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await send();
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  const seconds = (performance.now() - begun) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  return { p50Ms: times[Math.floor(times.length / 2)] ?? Number.NaN, perSecond: requests / seconds };
}
