import type { FixDesk } from './fixWork.js';

/** The same desk, telling whenever a person may have applied a fix or taken one back. */
export function withFixNews(fixes: FixDesk, tell: () => void): FixDesk {
  const after =
    <Args extends unknown[]>(act: (...args: Args) => Promise<void>) =>
    async (...args: Args): Promise<void> => {
      try {
        await act(...args);
      } finally {
        tell();
      }
    };
  return {
    ...fixes,
    choose: after(fixes.choose),
    act: after(fixes.act),
    apply: after(fixes.apply),
    undo: after(fixes.undo),
  };
}
