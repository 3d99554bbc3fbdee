import { l10n } from 'vscode';
import { sayerOf } from '../engine/text.js';
import { WIRE } from '../engine/sources.js';
import type { SourceView } from '../panel/messages.js';
import { placeTexts } from '../tools/texts/placeTexts.js';
import type { SourceReport } from '../watch/source.js';
import { watchTexts } from '../watch/watchTexts.js';

/** Apart from the texts of failures, which a window in which nothing fails need not load. */
const say = sayerOf({ ...placeTexts, ...watchTexts }, (english) => l10n.t(english));

export function saySources(reports: readonly SourceReport[]): SourceView[] {
  return reports.map(({ tool, toolName, label, state, pattern, files, reason }) => ({
    toolName: tool === WIRE ? l10n.t('Wire tap') : toolName,
    label: say(label),
    state,
    pattern,
    files,
    reason: reason && say(reason),
  }));
}
