import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../src/cli/readBlocks.js';

const LINES = Array.from(
  { length: 20_000 },
  (_, index) => `2026-03-02T09:00:00.${100 + (index % 900)}Z LOG ${'é'.repeat(index % 97)} ${index}`,
);

async function read(text: string | Uint8Array, chunkBytes: number): Promise<{ blocks: string[]; cuts: string[] }> {
  const bytes = Buffer.from(text);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield await Promise.resolve(bytes.subarray(at, at + chunkBytes));
  }
  const blocks: string[] = [];
  const cuts: string[] = [];
  for await (const block of readBlocks(chunks(), (message) => cuts.push(message))) blocks.push(block);
  return { blocks, cuts };
}

describe('a text in blocks', () => {
  it.each([1_021, 65_536, 5_000_000])('loses nothing and cuts between records, read by %i bytes', async (chunkBytes) => {
    const text = LINES.map((line) => `${line}\n    at more of it\n`).join('');
    const { blocks, cuts } = await read(text, chunkBytes);
    expect(blocks.join('') === text).toBe(true);
    expect(cuts).toEqual([]);
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(block.slice(0, 11)).toBe('2026-03-02T');
  });

  it('is cut at a line end where no record begins', async () => {
    const text = 'no head at all\n'.repeat(100_000);
    const { blocks } = await read(text, 65_536);
    expect(blocks.join('') === text).toBe(true);
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(block.endsWith('\n')).toBe(true);
  });

  it('keeps the ends of a long line and the lines around it', async () => {
    const { blocks, cuts } = await read(`before\nFIRST${'x'.repeat(3_000_000)}LAST\nafter\n`, 65_536);
    const text = blocks.join('');
    expect(text.startsWith('before\nFIRSTxxx')).toBe(true);
    expect(text).toContain('xLAST');
    expect(text.endsWith('after\n')).toBe(true);
    expect(text.length).toBeLessThan(700_000);
    expect(cuts).toHaveLength(1);
  });

  it('may end within a line, or be nothing', async () => {
    expect(await read('429 Too many requests', 4)).toEqual({ blocks: ['429 Too many requests'], cuts: [] });
    expect(await read('', 4)).toEqual({ blocks: [], cuts: [] });
    const { blocks } = await read('x'.repeat(2_000_000), 65_536);
    expect(blocks).toHaveLength(1);
  });
});
