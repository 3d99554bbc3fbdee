/** The least that a proxy can do, on the same HTTP client: headers and bytes handed on both ways, with back-pressure. Its argument is the upstream's origin. */
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { listenLocally } from '../../listenLocally.js';

const [origin] = process.argv.slice(2);
if (origin === undefined) throw new Error('passThrough wants the origin of its upstream');
const pool = new Pool(origin, { connections: 256, headersTimeout: 0, bodyTimeout: 0 });

const server = createServer((request, response) => {
  const { host: _host, connection: _connection, ...headers } = request.headers;
  pool.dispatch(
    { path: request.url ?? '/', method: 'POST', headers, body: request },
    {
      onRequestStart: (controller) => {
        response.on('close', () => {
          if (!response.writableFinished) controller.abort(new Error('the client left'));
        });
      },
      onResponseStart: (_controller, status, answered) => {
        const { connection: _hop, 'keep-alive': _alive, 'transfer-encoding': _coding, ...kept } = answered;
        response.writeHead(status, kept);
      },
      onResponseData: (controller, chunk) => {
        if (response.write(chunk)) return;
        controller.pause();
        response.once('drain', () => controller.resume());
      },
      onResponseEnd: () => response.end(),
      onResponseError: (_controller, error) => response.destroy(error),
    },
  );
});
server.keepAliveTimeout = 600_000;
const port = await listenLocally(server);
console.log(JSON.stringify({ listening: `http://127.0.0.1:${port}` }));
