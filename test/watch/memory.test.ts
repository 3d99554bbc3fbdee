import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { expect, it } from 'vitest';

const Outcome = z.object({ told: z.array(z.string()), problems: z.array(z.string()), megabytes: z.number() });

/** What the command line may take on any input; the runtime alone takes 40 to 60. */
const LIMIT_MEGABYTES = 150;

it(
  'stays within bounds on a 30 MB file, a 10 MB line, an endless line and a record without end',
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'unwrap-memory-'));
    try {
      const program = join(folder, 'child.mjs');
      await build({
        entryPoints: [fileURLToPath(new URL('memoryChild.ts', import.meta.url))],
        outfile: program,
        bundle: true,
        platform: 'node',
        format: 'esm',
        logLevel: 'error',
      });
      const { stdout } = await promisify(execFile)(process.execPath, [program]);
      const { told, problems, megabytes } = Outcome.parse(JSON.parse(stdout));
      expect(told).toContain('after 30 MB');
      expect(told).toContain('after a line of 10 MB');
      expect(told).toContain('after the endless line');
      expect(problems.filter((problem) => problem.includes('a line of more than 1 MB'))).toHaveLength(2);
      expect(megabytes).toBeLessThan(LIMIT_MEGABYTES);
      console.log(`watching took ${megabytes.toFixed(0)} MB at most`);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
