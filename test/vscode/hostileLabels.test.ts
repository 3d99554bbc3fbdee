/** Texts that come from a log are shown, and make nothing: no icon, no link, no markup. */
import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '../../src/vscode/plainMarkdown.js';
import { statusBarFace, type FailureText } from '../../src/vscode/statusBarFace.js';
import { withoutIcons } from '../../src/vscode/withoutIcons.js';

/** As VS Code finds icons: in labels as they are, in a tooltip after the Markdown has lost its backslashes. */
const ICON = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

describe('an icon in a text', () => {
  it.each(['$(flame)', '$$(flame)', '$$$(sync~spin)', '$($(flame))', '$$($$(flame)'])('%s stays a text', (hostile) => {
    expect(withoutIcons(hostile)).not.toMatch(ICON);
    expect(plainMarkdown(hostile).replaceAll('\\', '')).not.toMatch(ICON);
    const failure: FailureText = { short: hostile, cause: hostile, retry: '', count: 1, at: 0 };
    const face = statusBarFace({
      last: failure,
      alert: failure,
      applied: null,
      toolNames: [],
      isTrusted: true,
      isWireOn: false,
      endpoint: null,
      side: null,
    });
    expect(face.text.replace('$(warning)', '')).not.toMatch(ICON);
  });

  it('of an amount in brackets nothing is lost', () => expect(withoutIcons('costs $(5)')).toBe('costs $ (5)'));
});
