import { WIRE } from '../../engine/sources.js';
import type { SourceReport } from '../source.js';

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
  const missed = faults === 0 ? '' : ` ${faults} could not be read, for a fault of the tap itself.`;
  return [
    report('calls by fetch and undici in this window', 'followed', `${sayHeard(undici)}${missed}`),
    report(
      'calls by node:http and node:https in this window',
      'followed',
      `${sayHeard(http)} Node tells the head of such an answer alone; its text is read as it comes in, of failed answers only.`,
    ),
    report(
      'assistants on the command line, and servers that a tool starts',
      'out-of-reach',
      'They are processes of their own. A base URL that leads through the local endpoint makes their calls visible.',
    ),
    report(
      'other windows and other extension hosts',
      'out-of-reach',
      "The tap sees the process that Unwrap runs in: not another window's, nor a web extension's, nor that of the local machine where Unwrap runs on a remote one.",
    ),
    report(
      "Electron's own network, webviews, HTTP/2 sessions and WebSockets",
      'out-of-reach',
      'Nothing that the tap can read is published of them: with the setting http.electronFetch, of calls that a page makes by itself, or by node:http2. The local endpoint sees what is sent through it.',
    ),
  ];
}

function sayHeard({ hasHeard, answers }: Heard): string {
  if (!hasHeard) return 'No extension has called anyone this way since the tap was switched on.';
  if (answers === 0) return 'Exchanges are published; none was with a provider of models yet.';
  return answers === 1 ? 'One answer of a provider of models so far.' : `${answers} answers of providers of models so far.`;
}

function report(label: string, state: SourceReport['state'], reason: string): SourceReport {
  return { tool: WIRE, toolName: 'Wire tap', label, pattern: null, state, files: [], reason };
}
