import { expect, it } from 'vitest';
import { DisposableList } from '../../src/vscode/disposableList.js';
import { OnDemand } from '../../src/vscode/onDemand.js';

/** Starts that fail so many times first; what is started registers itself, and says so when it is disposed of. */
function countStarts(failures: number) {
  const counted = { starts: 0, disposed: [] as number[] };
  const owner = new DisposableList();
  const part = new OnDemand(owner, async (owned) => {
    const start = (counted.starts += 1);
    owned.add({ dispose: () => counted.disposed.push(start) });
    if (start <= failures) throw new Error(`start ${start} failed`);
    return start;
  });
  return { counted, owner, part };
}

it('is not started before somebody asks, and once for all who do', async () => {
  const { counted, owner, part } = countStarts(0);
  expect([counted.starts, part.running]).toEqual([0, null]);
  expect(await Promise.all([part.get(), part.get(), part.running])).toEqual([1, 1, 1]);
  expect(counted).toEqual({ starts: 1, disposed: [] });
  owner.dispose();
  expect(counted.disposed).toEqual([1]);
});

it('that fails to start tells all who asked, leaves nothing behind, and is started anew for the next', async () => {
  const { counted, part } = countStarts(1);
  const asked = await Promise.allSettled([part.get(), part.get()]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect([counted.disposed, part.running]).toEqual([[1], null]);
  expect(await part.get()).toBe(2);
});
