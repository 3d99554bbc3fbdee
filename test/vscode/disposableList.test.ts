import { expect, it } from 'vitest';
import { DisposableList } from '../../src/vscode/disposableList.js';

it('disposes of what it holds once, newest first', () => {
  const order: string[] = [];
  const list = new DisposableList();
  for (const name of ['first', 'second']) list.add({ dispose: () => order.push(name) });
  list.dispose();
  list.dispose();
  expect(order).toEqual(['second', 'first']);
});

it('disposes at once of what is added after its disposal', () => {
  const order: string[] = [];
  const list = new DisposableList();
  list.dispose();
  list.add({ dispose: () => order.push('late') });
  expect(order).toEqual(['late']);
});
