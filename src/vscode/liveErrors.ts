import { l10n, type Event, type Extension } from 'vscode';
import type { Observation } from '../engine/model.js';
import type { Seen } from '../engine/sight.js';
import type { SourceView } from '../panel/messages.js';
import type { Tool } from '../tools/tool.js';
import type { Owned } from './disposableList.js';

/** As much of `vscode.extensions` as is needed to listen: nothing that starts an extension. */
interface OtherExtensions {
  readonly getExtension: (id: string) => Pick<Extension<unknown>, 'isActive' | 'exports'> | undefined;
  readonly onDidChange: Event<void>;
}

export interface LiveErrorsHost {
  readonly tools: readonly Tool[];
  readonly extensions: OtherExtensions;
  readonly onObservation: (observation: Observation, seen: Seen) => void;
  readonly onProblem: (message: string) => void;
  /** Called after a change of what `sources()` answers. */
  readonly onSourcesChange: () => void;
}

/** Nothing tells that an extension was started; so those that are not yet are looked at again, in milliseconds. */
const LOOK_AGAIN_MS = 3_000;

type Listener = (event: unknown) => void;

interface Emitter {
  on(event: string, listener: Listener): unknown;
  off(event: string, listener: Listener): unknown;
}

/** One extension that may tell of failures. */
interface Station {
  readonly tool: Tool;
  readonly extensionId: string;
  state: 'absent' | 'waiting' | 'silent' | 'heard';
  /** Whom it listens to now. */
  emitter: Emitter | null;
  listener: Listener | null;
}

/**
 * Listens to what tools' extensions tell of failed calls themselves, as they happen. An extension is never started for that: it is
 * listened to once somebody else has started it.
 */
export class LiveErrors implements Owned {
  readonly #host: LiveErrorsHost;
  readonly #stations: readonly Station[];
  readonly #changes: Owned;
  readonly #startedAt = Date.now();
  #timer: NodeJS.Timeout | undefined;
  #count = 0;

  constructor(host: LiveErrorsHost) {
    this.#host = host;
    this.#stations = host.tools.flatMap((tool) =>
      (tool.liveErrors?.extensionIds ?? []).map((extensionId) => ({
        tool,
        extensionId,
        state: 'absent' as const,
        emitter: null,
        listener: null,
      })),
    );
    this.#changes = host.extensions.onDidChange(() => this.#look());
    this.#look();
  }

  /** Of extensions that are installed alone. */
  sources(): SourceView[] {
    return this.#stations.flatMap(({ tool, state }): SourceView[] => {
      const report = { toolName: tool.name, label: l10n.t('what the extension itself tells'), pattern: null, files: [] };
      if (state === 'heard') return [{ ...report, state: 'followed', reason: null }];
      return state === 'waiting'
        ? [{ ...report, state: 'not-found', reason: l10n.t('It has not been started in this window yet.') }]
        : [];
    });
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#changes.dispose();
    for (const station of this.#stations) this.#leave(station);
  }

  #look(): void {
    const before = this.#stations.map(({ state }) => state).join();
    for (const station of this.#stations) this.#visit(station);
    const waits = this.#stations.some(({ state }) => state === 'waiting');
    if (!waits) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    } else this.#timer ??= setInterval(() => this.#look(), LOOK_AGAIN_MS);
    if (before !== this.#stations.map(({ state }) => state).join()) this.#host.onSourcesChange();
  }

  #visit(station: Station): void {
    const extension = this.#host.extensions.getExtension(station.extensionId);
    if (!extension?.isActive) {
      this.#leave(station);
      station.state = extension ? 'waiting' : 'absent';
      return;
    }
    const { exports } = extension;
    if (exports === station.emitter && station.emitter !== null) return;
    this.#leave(station);
    station.state = 'silent';
    if (isEmitter(exports)) this.#listen(station, exports);
  }

  #listen(station: Station, emitter: Emitter): void {
    const read = station.tool.liveErrors?.openReader();
    if (!read) return;
    // Whatever is thrown here would be thrown into the other extension, in the midst of its work.
    const listener: Listener = (event) => {
      try {
        const observation = read(event);
        if (observation) this.#tell(station, observation);
      } catch (error) {
        this.#host.onProblem(`What ${station.extensionId} told could not be read: ${String(error)}`);
      }
    };
    try {
      emitter.on('message', listener);
    } catch (error) {
      this.#host.onProblem(`${station.extensionId} cannot be listened to: ${String(error)}`);
      return;
    }
    station.emitter = emitter;
    station.listener = listener;
    station.state = 'heard';
  }

  #leave(station: Station): void {
    const { emitter, listener } = station;
    station.emitter = null;
    station.listener = null;
    if (emitter === null || listener === null) return;
    try {
      emitter.off('message', listener);
    } catch (error) {
      this.#host.onProblem(`${station.extensionId} could not be left: ${String(error)}`);
    }
  }

  #tell({ tool, extensionId }: Station, observation: Observation): void {
    this.#count += 1;
    const id = `${this.#startedAt.toString(36)}-${process.pid.toString(36)}-live-${this.#count}`;
    this.#host.onObservation(observation, { id, tool: tool.id, source: extensionId, at: observation.at ?? Date.now() });
  }
}

function isEmitter(value: unknown): value is Emitter {
  return (
    typeof value === 'object' &&
    value !== null &&
    'on' in value &&
    typeof value.on === 'function' &&
    'off' in value &&
    typeof value.off === 'function'
  );
}
