/** `npm run bench`: each figure beside a baseline of the same run. `npm run bench -- scan` runs one part alone. */
import { benchClassify } from './classify.js';
import { benchEndpoint } from './endpoint.js';
import { benchLatency } from './latency.js';
import { benchScan } from './scan.js';
import { benchWire } from './wire.js';

const parts = { scan: benchScan, classify: benchClassify, latency: benchLatency, endpoint: benchEndpoint, wire: benchWire };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const [name, run] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n${name}`);
    await run();
  }
}
