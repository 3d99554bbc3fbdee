import { WIRE } from '../../engine/sources.js';
import type { Text } from '../../engine/text.js';
import type { SourceReport } from '../source.js';
import { watchText } from '../watchText.js';

/** What was published of one kind of client. */
interface Heard {
  /** Anything at all, of whatever host. */
  readonly hasHeard: boolean;
  /** Answers of hosts that are looked at. */
  readonly answers: number;
}

/** What the wire tap sees here and what it cannot, for Watched Sources. */
export function describeReach({
  undici,
  http,
  faults,
}: {
  readonly undici: Heard;
  readonly http: Heard;
  /** Exchanges that could not be read for a fault of the tap's own. */
  readonly faults: number;
}): SourceReport[] {
  const byUndici = sayHeard(undici);
  return [
    report(
      watchText('wire.undici'),
      'followed',
      faults === 0 ? byUndici : watchText('wire.withFaults', { heard: byUndici, faults }),
    ),
    report(watchText('wire.http'), 'followed', watchText('wire.headAlone', { heard: sayHeard(http) })),
    report(watchText('wire.processes'), 'out-of-reach', watchText('wire.ownProcesses')),
    report(watchText('wire.windows'), 'out-of-reach', watchText('wire.otherHosts')),
    report(watchText('wire.electron'), 'out-of-reach', watchText('wire.unpublished')),
  ];
}

function sayHeard({ hasHeard, answers }: Heard): Text {
  if (!hasHeard) return watchText('wire.quiet');
  if (answers === 0) return watchText('wire.unanswered');
  return answers === 1 ? watchText('wire.oneAnswer') : watchText('wire.answers', { answers });
}

function report(label: Text, state: SourceReport['state'], reason: Text): SourceReport {
  return { tool: WIRE, toolName: 'Wire tap', label, pattern: null, state, files: [], reason };
}
