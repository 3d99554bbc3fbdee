import type { EndpointFace } from './endpointFace.js';

/** What is alerted of, in the engine's words. */
export interface AlertText {
  readonly short: string;
  readonly cause: string;
  readonly retry: string;
  /** Failed calls. */
  readonly count: number;
}

/** What the status-bar item shows. */
export interface StatusBarFace {
  readonly text: string;
  /** Plain text: it quotes what a log said. */
  readonly tooltip: string;
  /** For a screen reader: the icon has no words. */
  readonly spoken: string;
  readonly alerting: boolean;
}

export function statusBarFace(
  alert: AlertText | null,
  toolNames: readonly string[],
  isWireOn: boolean,
  endpoint: EndpointFace | null,
): StatusBarFace {
  const wire = `${isWireOn ? 'The wire tap is on.' : 'The wire tap is off.'}${sayEndpoint(endpoint)}`;
  const recovered = endpoint?.recoveredToday ?? 0;
  if (!alert) {
    const watched = toolNames.length === 0 ? 'No tool has been found to watch yet.' : `Watching ${list(toolNames)}.`;
    return {
      text: recovered === 0 ? '$(shield) Unwrap' : `$(shield) Unwrap: ${recovered} recovered today`,
      tooltip: `${watched} Nothing new has failed.\n${wire}`,
      spoken: `Unwrap: ${watched} Nothing new has failed. ${wire}`,
      alerting: false,
    };
  }
  const { short, cause, retry, count } = alert;
  const times = count === 1 ? '' : ` It failed ${count} times.`;
  return {
    text: `$(warning) ${withoutIcons(short)}`,
    tooltip: `${cause}${times} ${retry}\nClick to see what to do.\n${wire}`,
    spoken: `Unwrap: ${cause}${times} ${retry} Activate to see what to do. ${wire}`,
    alerting: true,
  };
}

function sayEndpoint(endpoint: EndpointFace | null): string {
  if (!endpoint) return '';
  const { url, recoveredToday: count } = endpoint;
  return ` The endpoint runs at ${url}; ${count === 1 ? '1 call' : `${count} calls`} recovered today.`;
}

/** `$(name)` is an icon in the status bar; in a text that comes from a log it would be whatever the log says. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '(');
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
