/** What a tool's file says of it: where it leaves traces and how its records read. */
import type { LogRecord, RecordFormat } from '../engine/records.js';
import type { Observation } from '../engine/model.js';
import type { Text } from '../engine/text.js';

/** The machine, as a value: tools never read it themselves. */
export interface Environment {
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** Absolute, in the platform's form. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * One editor's folders. In VS Code it is this window's alone, derived from `context.logUri`; on the command line it is the
 * editor's whole log tree, with wildcards for sessions and windows.
 */
export interface Editor {
  /** As its maker writes it: `VS Code`, `Cursor`. */
  readonly name: string;
  /** Absolute folder that the segments below start in. */
  readonly logs: string;
  /** From `logs` to the folders that hold `output_logging_*` and one folder an extension. */
  readonly exthosts: readonly (readonly string[])[];
  /** From `logs` to the folders that hold `renderer.log`; null where that log is on another machine (a remote or browser window). */
  readonly windows: readonly string[] | null;
  /** Absolute folder with one folder an extension (ids in lower case); null where unknown. */
  readonly globalStorage: string | null;
}

/** Where to look. */
export interface Scope {
  readonly environment: Environment;
  readonly editors: readonly Editor[];
}

/**
 * The failure that a record reports, or null. The engine has the last word on whether it is one. Where a record bears its time
 * within it, the reader says it (`at`): one from before the watch began is no news, in whatever file it turns up.
 */
export type ReadRecord = (record: LogRecord) => Observation | null;

/** A set of files that read alike. */
export interface Place {
  /** For Watched Sources: `output channel "Cline"`. */
  readonly label: Text;
  /** Absolute folder. It may not exist yet. */
  readonly root: string;
  /** Below `root`, the file's name last; `*` stands for any run of characters within one segment. */
  readonly segments: readonly string[];
  /** `lines`: appended to, split by `format`. `snapshot`: JSON rewritten whole, of which one object after the other is read. */
  readonly kind: 'lines' | 'snapshot';
  /**
   * Of a snapshot: the bytes that each of its objects begins with, in ASCII, and that nothing else in it holds (within a string a
   * quote is escaped, and so is a line end). Without it, `{"ts":`, with the time behind it in epoch milliseconds.
   */
  readonly objectStart?: string;
  readonly format: RecordFormat;
  /**
   * Literals in ASCII, case-sensitive: every record that the reader needs holds one of them, so bytes without them are never
   * decoded. Few, rare in ordinary output, and beginning with a rare character: the search runs over their first bytes.
   */
  readonly signals: readonly string[];
  /**
   * One reader a file, given the file's records in their order: several lines may tell of one failure, each a part of it.
   * A record that was read while it may still have been growing comes again when it is whole, unless it was a failure.
   */
  readonly openReader: () => ReadRecord;
}

/** A trace that cannot be followed here, and why. */
interface OutOfReach {
  readonly label: Text;
  readonly reason: Text;
}

/** What a tool's extension tells its listeners of, as it happens. */
export interface LiveErrors {
  /** Extensions whose `exports` is an emitter with the event `message`. */
  readonly extensionIds: readonly string[];
  /** One reader an extension, given what each event brings, in whatever shape. It may be called with every piece of an answer. */
  readonly openReader: () => (event: unknown) => Observation | null;
}

/** How a tool is known by its requests. */
interface Client {
  /** How its `User-Agent` begins, lower case: `opencode/`. */
  readonly userAgent: string;
  /** It repeats 429 and 5xx long and silently, or shows nothing of what such an answer says. */
  readonly persistent: boolean;
  /** Statuses for which it shows words of its own instead of the answer's. */
  readonly hides?: readonly number[];
}

/** The tool's extension for editors of the VS Code family, and what its `exports` can be told to do. */
export interface ToolExtension {
  /** Any of them may be the one that is installed. */
  readonly ids: readonly string[];
  /** A function of its `exports` that presses the first button of its chat, which is the one for another try after a failed call. */
  readonly firstButton?: string;
  /** Its `exports` may hand out and activate profiles of settings: `settings/profiles.ts`. */
  readonly hasProfiles?: boolean;
}

export interface Tool {
  /** As the corpus writes it: `cline`. */
  readonly id: string;
  readonly name: string;
  readonly places: (scope: Scope) => readonly Place[];
  readonly liveErrors?: LiveErrors;
  /** Absent where it has none. */
  readonly extension?: ToolExtension;
  /** Its calls go through its maker's own servers, where no setting leads them past the endpoint. */
  readonly isOutOfEndpointsWay?: boolean;
  /** Absent where its requests bear the name of a library alone. */
  readonly client?: Client;
  readonly outOfReach: (scope: Scope) => readonly OutOfReach[];
}
