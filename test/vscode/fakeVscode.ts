/** As much of VS Code as Unwrap uses, with what a test gives and what the extension did. What is registered and not disposed is counted. */
import path from 'node:path';

type Listener<T> = (value: T) => unknown;

/** An event that can be fired by the test. */
class FakeEvent<T> {
  private readonly listeners = new Set<Listener<T>>();
  private readonly registrations: { dispose(): void }[] = [];
  constructor(private readonly live: Set<object>) {}

  readonly on = (listener: Listener<T>): { dispose(): void } => {
    const registration = { dispose: () => this.drop(listener, registration) };
    this.listeners.add(listener);
    this.live.add(registration);
    this.registrations.push(registration);
    return registration;
  };

  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }

  /** What listens is over with its owner. */
  clear(): void {
    for (const registration of this.registrations.splice(0)) registration.dispose();
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
  tooltip: FakeMarkdown;
  command: string;
  backgroundColor: unknown;
  accessibilityInformation: { label: string; role: string } | undefined;
  visible: boolean;
  show: () => void;
  hide: () => void;
  dispose: () => void;
}

class FakeMarkdown {
  isTrusted: unknown;

  constructor(readonly value = '') {}

  /** As a person reads it. */
  get plain(): string {
    return this.value.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
  }
}

/** One line of a tree, as the extension made it. */
interface FakeTreeItem {
  readonly label: string;
  readonly id?: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly contextValue?: string;
  readonly iconPath?: { readonly id: string };
  readonly command?: { readonly command: string; readonly arguments: readonly unknown[] };
}

interface TreeData {
  readonly getChildren: (node?: unknown) => Promise<unknown[]>;
  readonly getTreeItem: (node: unknown) => FakeTreeItem;
  readonly onDidChangeTreeData: (listener: Listener<unknown>) => unknown;
}

/** A view that is shown when the test says so. */
class FakeTreeView {
  visible = false;
  badge: { readonly value: number; readonly tooltip: string } | undefined;
  readonly onDidChangeVisibility;
  private readonly visibility: FakeEvent<{ readonly visible: boolean }>;

  constructor(
    private readonly live: Set<object>,
    readonly id: string,
    private readonly data: TreeData,
  ) {
    live.add(this);
    this.visibility = new FakeEvent(live);
    this.onDidChangeVisibility = this.visibility.on;
  }

  /** The person opens it: its lines, by group. */
  async show(): Promise<{ readonly group: FakeTreeItem; readonly items: FakeTreeItem[]; readonly nodes: unknown[] }[]> {
    if (!this.visible) {
      this.visible = true;
      this.visibility.fire({ visible: true });
    }
    const groups = await this.data.getChildren();
    return Promise.all(
      groups.map(async (group) => {
        const nodes = await this.data.getChildren(group);
        return { group: this.data.getTreeItem(group), items: nodes.map((node) => this.data.getTreeItem(node)), nodes };
      }),
    );
  }

  hide(): void {
    this.visible = false;
    this.visibility.fire({ visible: false });
  }

  dispose(): void {
    this.live.delete(this);
  }
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

/** A quick pick that is built up while it is shown. */
class FakeQuickPick {
  title = '';
  placeholder = '';
  value = '';
  busy = false;
  items: readonly FakePick[] = [];
  selectedItems: readonly FakePick[] = [];
  private readonly changed: FakeEvent<string>;
  private readonly accepted: FakeEvent<void>;
  private readonly hidden: FakeEvent<void>;
  readonly onDidChangeValue;
  readonly onDidAccept;
  readonly onDidHide;

  constructor(live: Set<object>) {
    this.changed = new FakeEvent(live);
    this.accepted = new FakeEvent(live);
    this.hidden = new FakeEvent(live);
    this.onDidChangeValue = (listener: Listener<string>) => this.changed.on(listener);
    this.onDidAccept = (listener: Listener<void>) => this.accepted.on(listener);
    this.onDidHide = (listener: Listener<void>) => this.hidden.on(listener);
  }

  show(): void {}

  hide(): void {
    this.hidden.fire();
  }

  dispose(): void {
    this.changed.clear();
    this.accepted.clear();
    this.hidden.clear();
  }

  /** The person types. */
  type(value: string): void {
    this.value = value;
    this.changed.fire(value);
  }

  /** The person picks the item with this label. */
  pick(label: string): void {
    const item = this.items.find((each) => each.label === label);
    if (!item) throw new Error(`"${label}" is not among ${this.items.map((each) => each.label).join(', ')}`);
    this.selectedItems = [item];
    this.accepted.fire();
  }
}

interface ContentProvider {
  readonly provideTextDocumentContent: (uri: unknown) => string;
}

interface Serializer {
  deserializeWebviewPanel: (panel: FakePanel, memory: unknown) => Promise<void>;
}

/** `l10n.t` of an editor in English. */
export function fillIn(message: string, args: Readonly<Record<string, string | number | boolean>> = {}): string {
  return message.replaceAll(/\{([^}]+)\}/g, (slot, name: string) => String(args[name] ?? slot));
}

/** A document in an editor. */
export interface FakeDocument {
  readonly uri: FakeUri;
  readonly getText: () => string;
  readonly positionAt: (offset: number) => unknown;
}

export interface FakeEntry {
  readonly message: string;
  readonly source: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

interface FakeRepair {
  readonly title: string;
  readonly edit: { readonly replaced: readonly { readonly start: number; readonly end: number; readonly text: string }[] };
}

interface Repairer {
  readonly provideCodeActions: (
    document: FakeDocument,
    range: unknown,
    context: { readonly diagnostics: readonly FakeEntry[] },
  ) => FakeRepair[];
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
  const documentEvents = {
    opened: new FakeEvent<FakeDocument>(live),
    changed: new FakeEvent<{ document: FakeDocument }>(live),
    saved: new FakeEvent<FakeDocument>(live),
    closed: new FakeEvent<FakeDocument>(live),
  };
  const world = {
    live,
    /** What stands in the list of problems, by file. */
    problems: new Map<string, readonly FakeEntry[]>(),
    repairers: new Set<Repairer>(),
    documentEvents,
    trees: [] as FakeTreeView[],
    /** Context keys, as they were set last. */
    context: new Map<string, unknown>(),
    /** Other extensions that are installed, by id. */
    extensions: new Map<string, { readonly isActive: boolean; readonly exports: unknown; readonly packageJSON?: unknown }>(),
    changeExtensions: (): void => extensionChange.fire(),
    commands: new Map<string, (argument?: unknown) => Promise<void>>(),
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
    /** Diffs that were shown, with the texts of their sides. */
    diffs: [] as { title: string; before: string; after: string }[],
    quickPicks: [] as FakeQuickPick[],
    /** What the person enters, in order. */
    entered: [] as (string | undefined)[],
    shownFiles: [] as string[],
    contents: new Map<string, ContentProvider>(),
    trusted: true,
    remoteName: undefined as string | undefined,
    workspaceFolders: undefined as readonly { readonly uri: FakeUri }[] | undefined,
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
  const contentOf = (uri: unknown): string => world.contents.get('unwrap-fix')?.provideTextDocumentContent(uri) ?? '';
  const editor = () => ({
    selection: { isEmpty: world.selection === '' },
    document: { getText: () => world.selection },
  });
  const vscode = {
    MarkdownString: FakeMarkdown,
    DiagnosticSeverity: { Error: 0 },
    Diagnostic: class {
      constructor(
        readonly range: unknown,
        readonly message: string,
      ) {}
    },
    CodeActionKind: { QuickFix: 'quickfix' },
    CodeAction: class {
      constructor(readonly title: string) {}
    },
    WorkspaceEdit: class {
      readonly replaced: { start: unknown; end: unknown; text: string }[] = [];
      replace(_: unknown, { start, end }: { start: unknown; end: unknown }, text: string): void {
        this.replaced.push({ start, end, text });
      }
    },
    RelativePattern: class {
      constructor(
        readonly base: unknown,
        readonly pattern: string,
      ) {}
    },
    languages: {
      createDiagnosticCollection: () =>
        keep({
          set: (uri: FakeUri, entries: readonly FakeEntry[]) => {
            if (entries.length === 0) world.problems.delete(uri.fsPath);
            else world.problems.set(uri.fsPath, entries);
          },
          delete: (uri: FakeUri) => void world.problems.delete(uri.fsPath),
        }),
      registerCodeActionsProvider: (_: unknown, repairer: Repairer) => {
        world.repairers.add(repairer);
        const kept = keep({});
        return {
          dispose: () => {
            world.repairers.delete(repairer);
            kept.dispose();
          },
        };
      },
    },
    EventEmitter: class {
      private readonly source = new FakeEvent<unknown>(live);
      readonly event = this.source.on;
      fire = (value: unknown): void => this.source.fire(value);
      dispose = (): void => this.source.clear();
    },
    TreeItem: class {
      constructor(
        readonly label: string,
        readonly collapsibleState: number,
      ) {}
    },
    ThemeIcon: class {
      constructor(readonly id: string) {}
    },
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
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
      from: (parts: { scheme: string; path: string; query: string }) => ({
        ...parts,
        toString: () => `${parts.scheme}:${parts.path}?${parts.query}`,
      }),
    },
    Position: class {
      constructor(
        readonly line: number,
        readonly character: number,
      ) {}
    },
    Range: class {
      constructor(
        readonly start: { readonly line: number },
        readonly end: { readonly line: number },
      ) {}
    },
    TabInputTextDiff: class {
      readonly modified = null;
    },
    ProgressLocation: { Notification: 15 },
    version: '1.101.0',
    QuickPickItemKind: { Separator: -1, Default: 0 },
    commands: {
      executeCommand: async (...command: string[]) => {
        if (command[0] === 'setContext') {
          world.context.set(command[1] ?? '', command[2]);
          return;
        }
        world.executed.push(command.join(' '));
        const [id, before, after, title = ''] = command;
        if (id === 'vscode.diff') world.diffs.push({ title, before: contentOf(before), after: contentOf(after) });
      },
      registerCommand: (id: string, handler: (argument?: unknown) => Promise<void>) => {
        if (world.commands.has(id)) throw new Error(`command '${id}' already exists`);
        world.commands.set(id, handler);
        return keep({ id });
      },
    },
    l10n: { t: fillIn, bundle: undefined },
    env: {
      appName: 'VS Code',
      get remoteName() {
        return world.remoteName;
      },
      language: 'en',
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
          tooltip: new FakeMarkdown(),
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
      createTreeView: (id: string, { treeDataProvider }: { treeDataProvider: TreeData }) => {
        const tree = new FakeTreeView(live, id, treeDataProvider);
        world.trees.push(tree);
        return tree;
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
      tabGroups: { all: [], close: async () => true },
      createQuickPick: () => {
        const pick = new FakeQuickPick(live);
        world.quickPicks.push(pick);
        return pick;
      },
      showInputBox: async () => world.entered.shift(),
      showTextDocument: async (uri: FakeUri, { selection }: { selection?: { start: { line: number } } } = {}) =>
        world.shownFiles.push(`${uri.fsPath}:${(selection?.start.line ?? 0) + 1}`),
      withProgress: async (_: unknown, task: (progress: object, token: object) => Promise<unknown>) =>
        task({ report: () => undefined }, { isCancellationRequested: false }),
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
      get workspaceFolders() {
        return world.workspaceFolders;
      },
      textDocuments: [] as FakeDocument[],
      onDidOpenTextDocument: documentEvents.opened.on,
      onDidChangeTextDocument: documentEvents.changed.on,
      onDidSaveTextDocument: documentEvents.saved.on,
      onDidCloseTextDocument: documentEvents.closed.on,
      openTextDocument: async (uri: FakeUri) => uri,
      registerTextDocumentContentProvider: (scheme: string, provider: ContentProvider) => {
        world.contents.set(scheme, provider);
        return keep({ scheme });
      },
      getConfiguration: (section: string) => ({
        get: (name: string) => world.settings.get(section === 'unwrap' ? name : `${section}.${name}`),
        update: async (name: string, value: unknown, target: unknown) => {
          world.written.push({ name, value, target });
          world.changeSetting(name, value);
        },
      }),
      onDidChangeConfiguration: configuration.on,
    },
  };
  return { vscode, world };
}
