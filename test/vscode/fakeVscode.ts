/** As much of VS Code as Unwrap uses, with what a test gives and what the extension did. What is registered and not disposed is counted. */
import path from 'node:path';

type Listener<T> = (value: T) => unknown;

/** An event that can be fired by the test. */
class FakeEvent<T> {
  private readonly listeners = new Set<Listener<T>>();
  constructor(private readonly live: Set<object>) {}

  readonly on = (listener: Listener<T>): { dispose(): void } => {
    const registration = { dispose: () => this.drop(listener, registration) };
    this.listeners.add(listener);
    this.live.add(registration);
    return registration;
  };

  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }

  private drop(listener: Listener<T>, registration: object): void {
    this.listeners.delete(listener);
    this.live.delete(registration);
  }
}

interface FakeUri {
  readonly scheme: string;
  readonly fsPath: string;
  readonly toString: () => string;
}

export function fileUri(fsPath: string): FakeUri {
  return { scheme: 'file', fsPath, toString: () => `file://${fsPath}` };
}

interface FakeStatusItem {
  name: string;
  text: string;
  tooltip: string;
  command: string;
  backgroundColor: unknown;
  accessibilityInformation: { label: string; role: string } | undefined;
  visible: boolean;
  show: () => void;
  hide: () => void;
  dispose: () => void;
}

export class FakePanel {
  active = true;
  visible = true;
  iconPath: unknown;
  readonly posted: unknown[] = [];
  readonly received: FakeEvent<unknown>;
  readonly disposed: FakeEvent<void>;
  readonly viewState: FakeEvent<void>;
  readonly onDidDispose;
  readonly onDidChangeViewState;
  readonly webview;
  isDisposed = false;

  constructor(
    live: Set<object>,
    readonly viewType: string,
  ) {
    this.received = new FakeEvent(live);
    this.disposed = new FakeEvent(live);
    this.viewState = new FakeEvent(live);
    this.onDidDispose = this.disposed.on;
    this.onDidChangeViewState = this.viewState.on;
    this.webview = {
      html: '',
      options: {},
      cspSource: 'https://webview.test',
      onDidReceiveMessage: this.received.on,
      asWebviewUri: (uri: FakeUri) => ({ toString: () => `https://webview.test${uri.fsPath}` }),
      postMessage: async (message: unknown) => this.posted.push(message) > 0,
    };
  }

  reveal(): void {
    this.active = true;
    this.visible = true;
    this.viewState.fire();
  }

  /** The person goes to another editor. */
  leave(): void {
    this.active = false;
    this.viewState.fire();
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.disposed.fire();
  }
}

export interface FakePick {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

interface Serializer {
  deserializeWebviewPanel: (panel: FakePanel, memory: unknown) => Promise<void>;
}

/** What a test gives, and what it looks at. */
export function createFakeVscode() {
  const live = new Set<object>();
  const keep = <T extends object>(item: T): T & { dispose(): void } => {
    const kept = { ...item, dispose: () => live.delete(kept) };
    live.add(kept);
    return kept;
  };
  const trust = new FakeEvent<void>(live);
  const configuration = new FakeEvent<{ affectsConfiguration: (section: string) => boolean }>(live);
  const extensionChange = new FakeEvent<void>(live);
  const world = {
    live,
    /** Other extensions that are installed, by id. */
    extensions: new Map<string, { readonly isActive: boolean; readonly exports: unknown }>(),
    commands: new Map<string, () => Promise<void>>(),
    serializers: new Map<string, Serializer>(),
    settings: new Map<string, unknown>(),
    written: [] as { name: string; value: unknown; target: unknown }[],
    statusItems: [] as FakeStatusItem[],
    panels: [] as FakePanel[],
    log: [] as string[],
    notifications: [] as string[],
    /** What the person answers to the next notification. */
    answer: undefined as string | undefined,
    /** Messages that ask something, with their detail, and what the person answers to them, in order. */
    questions: [] as string[],
    agrees: [] as (string | undefined)[],
    opened: [] as string[],
    /** What quick picks offered, and the label that the person picks in each, in order. */
    picks: [] as { title: string; placeHolder: string; items: readonly FakePick[] }[],
    picked: [] as string[],
    /** Commands of the editor that were run, with their arguments. */
    executed: [] as string[],
    trusted: true,
    grantTrust: (): void => {
      world.trusted = true;
      trust.fire();
    },
    clipboard: '',
    /** Whether this is the window that the person works in. */
    focused: true,
    selection: '',
    changeSetting: (name: string, value: unknown): void => {
      world.settings.set(name, value);
      configuration.fire({ affectsConfiguration: (section) => section === 'unwrap' });
    },
  };
  const write = (line: string): void => void world.log.push(line);
  const editor = () => ({
    selection: { isEmpty: world.selection === '' },
    document: { getText: () => world.selection },
  });
  const vscode = {
    StatusBarAlignment: { Left: 1, Right: 2 },
    ViewColumn: { Active: -1 },
    ConfigurationTarget: { Global: 1 },
    ThemeColor: class {
      constructor(readonly id: string) {}
    },
    Uri: {
      joinPath: (base: FakeUri, ...segments: string[]) => fileUri(path.join(base.fsPath, ...segments)),
      parse: (text: string) => ({ toString: () => text }),
      file: fileUri,
    },
    QuickPickItemKind: { Separator: -1, Default: 0 },
    commands: {
      executeCommand: async (...command: string[]) => void world.executed.push(command.join(' ')),
      registerCommand: (id: string, handler: () => Promise<void>) => {
        if (world.commands.has(id)) throw new Error(`command '${id}' already exists`);
        world.commands.set(id, handler);
        return keep({ id });
      },
    },
    env: {
      appName: 'VS Code',
      clipboard: { readText: async () => world.clipboard, writeText: async (text: string) => void (world.clipboard = text) },
      openExternal: async (uri: { toString: () => string }) => world.opened.push(uri.toString()) > 0,
    },
    window: {
      activeTextEditor: undefined,
      get state() {
        return { focused: world.focused };
      },
      get visibleTextEditors() {
        return [editor()];
      },
      createOutputChannel: () => keep({ info: write, warn: write, error: write }),
      createStatusBarItem: () => {
        const item = keep({
          name: '',
          text: '',
          tooltip: '',
          command: '',
          backgroundColor: undefined,
          accessibilityInformation: undefined,
          visible: false,
          show: () => void (item.visible = true),
          hide: () => void (item.visible = false),
        });
        world.statusItems.push(item);
        return item;
      },
      createWebviewPanel: (viewType: string) => {
        const panel = new FakePanel(live, viewType);
        world.panels.push(panel);
        return panel;
      },
      registerWebviewPanelSerializer: (viewType: string, serializer: Serializer) => {
        world.serializers.set(viewType, serializer);
        return keep({ viewType });
      },
      showWarningMessage: async (message: string) => {
        world.notifications.push(message);
        return world.answer;
      },
      showErrorMessage: async (message: string) => {
        world.notifications.push(message);
        return world.answer;
      },
      showQuickPick: async (items: readonly FakePick[], { title, placeHolder = '' }: { title: string; placeHolder?: string }) => {
        world.picks.push({ title, placeHolder, items });
        const wanted = world.picked.shift();
        return items.find(({ label }) => label === wanted);
      },
      showInformationMessage: async (message: string, ...rest: unknown[]) => {
        const [options] = rest;
        const detail: unknown = typeof options === 'object' && options !== null ? Reflect.get(options, 'detail') : undefined;
        world.questions.push(typeof detail === 'string' ? `${message}\n${detail}` : message);
        const answer = world.agrees.shift();
        return rest.includes(answer) ? answer : undefined;
      },
    },
    extensions: {
      getExtension: (id: string) => world.extensions.get(id),
      onDidChange: extensionChange.on,
    },
    workspace: {
      get isTrusted() {
        return world.trusted;
      },
      onDidGrantWorkspaceTrust: trust.on,
      getConfiguration: (section: string) => ({
        get: (name: string) => world.settings.get(section === 'unwrap' ? name : `${section}.${name}`),
        update: async (name: string, value: unknown, target: unknown) => {
          world.written.push({ name, value, target });
          world.changeSetting(name, value);
        },
      }),
      onDidChangeConfiguration: configuration.on,
      workspaceFolders: undefined,
    },
  };
  return { vscode, world };
}
