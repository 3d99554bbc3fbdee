import { commands, env, l10n, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { PanelMemory, PanelRequest, type FixAction, type PanelState, type TextOrigin } from '../panel/messages.js';
import { DisposableList, type Owned } from './disposableList.js';
import { PANEL_VIEW, type Command } from './ids.js';
import { reportBroken, type Log } from './log.js';
import { panelHtml } from './panelHtml.js';
import type { PanelTarget } from './panelTarget.js';

/** What the panel needs of the desk. */
export interface PanelDesk {
  /** The page for a target as things stand now. */
  readonly stateOf: (target: PanelTarget) => PanelState;
  /** The incident that `target` shows is in front of the person. */
  readonly lookedAt: (incidentId: string) => void;
  readonly diagnoseText: (from: TextOrigin) => Promise<void>;
  /** Asks the person whether the wire may be looked at. */
  readonly askForWire: () => Promise<void>;
  readonly startEndpoint: () => Promise<void>;
  /** Lets the person choose a base URL of the endpoint, that of who refused first. */
  readonly copyBaseUrl: (incidentId: string) => Promise<void>;
  readonly fix: (incidentId: string, action: FixAction) => Promise<void>;
  readonly copyText: (text: string) => Promise<void>;
  /** Opens the link of one piece of advice, looked up again: an address never comes from the page. */
  readonly openLink: (incidentId: string, adviceIndex: number) => Promise<void>;
}

/** At most one page a this many milliseconds, so that a storm of sightings stays readable. */
const REFRESH_MS = 150;

/** The one panel of this window. It is built when it is first asked for, and again after a reload of the window. */
export class PanelHost implements Owned {
  private panel: WebviewPanel | null = null;
  private owned = new DisposableList();
  private target: PanelTarget = { page: 'quiet' };
  private ready = false;
  private refreshing: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly extensionUri: Uri,
    private readonly log: Log,
    private readonly desk: PanelDesk,
  ) {}

  /** Opens the panel on the target and moves the focus into it. */
  show(target: PanelTarget): void {
    this.target = target;
    if (this.panel) this.panel.reveal(undefined, false);
    else this.adopt(window.createWebviewPanel(PANEL_VIEW, 'Unwrap', ViewColumn.Active, { enableScripts: true }));
    this.send();
  }

  /** Takes over the panel that the editor kept over a reload; `memory` is what the page left behind. */
  revive(panel: WebviewPanel, memory: unknown): void {
    const read = PanelMemory.safeParse(memory);
    this.target = read.success && read.data.incident !== null ? { page: 'incident', id: read.data.incident } : { page: 'quiet' };
    if (read.success && (read.data.page === 'sources' || read.data.page === 'history')) this.target = { page: read.data.page };
    this.adopt(panel);
  }

  /** Things have changed: the page follows, soon. */
  refresh(): void {
    if (!this.panel?.visible || this.refreshing) return;
    this.refreshing = setTimeout(() => {
      this.refreshing = null;
      this.send();
    }, REFRESH_MS);
  }

  /** True while the person has the panel in front of them, on this incident or on the quiet page that is about to show it. */
  isLookingAt(incidentId: string): boolean {
    if (!this.panel?.active) return false;
    return this.target.page === 'quiet' || (this.target.page === 'incident' && this.target.id === incidentId);
  }

  dispose(): void {
    if (this.refreshing) clearTimeout(this.refreshing);
    this.panel?.dispose();
    this.owned.dispose();
  }

  private adopt(panel: WebviewPanel): void {
    // The editor gives a kept panel back when its tab is shown: another may have been opened by then.
    this.panel?.dispose();
    this.owned.dispose();
    this.owned = new DisposableList();
    this.panel = panel;
    this.ready = false;
    const { webview } = panel;
    const asset = (...segments: string[]): Uri => Uri.joinPath(this.extensionUri, ...segments);
    panel.iconPath = asset('media', 'icon.png');
    webview.options = { enableScripts: true, localResourceRoots: [asset('dist'), asset('media')] };
    this.owned.add(webview.onDidReceiveMessage((message: unknown) => this.receive(message)));
    this.owned.add(panel.onDidChangeViewState(() => this.noteLook()));
    this.owned.add(
      panel.onDidDispose(() => {
        this.panel = null;
        this.owned.dispose();
      }),
    );
    const assets = {
      script: webview.asWebviewUri(asset('dist', 'panel.js')).toString(),
      style: webview.asWebviewUri(asset('dist', 'panel.css')).toString(),
      source: webview.cspSource,
    };
    webview.html = panelHtml(assets, { language: env.language, bundle: l10n.bundle });
  }

  private send(): void {
    if (!this.panel || !this.ready) return;
    const state = this.desk.stateOf(this.target);
    // A quiet page gives way to the first incident; and what is gone from the history gives way to what there is.
    if (state.page === 'incident') this.target = { page: 'incident', id: state.incident.id };
    this.noteLook();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is VS Code's own call: it goes to one webview
    void this.panel.webview.postMessage(state);
  }

  private noteLook(): void {
    if (this.panel?.active && this.target.page === 'incident') this.desk.lookedAt(this.target.id);
  }

  private receive(message: unknown): void {
    const read = PanelRequest.safeParse(message);
    if (!read.success) {
      this.log.warn('The panel sent a request that is not one; it is ignored.');
      return;
    }
    this.answer(read.data).catch((error: unknown) => reportBroken(this.log, 'The panel', error));
  }

  private async copyValue(index: number): Promise<void> {
    const value = this.target.page === 'guide' ? this.target.guide.steps[index]?.value : undefined;
    if (value) await this.desk.copyText(value);
  }

  private async answer(request: PanelRequest): Promise<void> {
    switch (request.request) {
      case 'ready':
        this.ready = true;
        this.send();
        return;
      case 'show-incident':
        this.show({ page: 'incident', id: request.id });
        return;
      case 'show-sources':
        this.show({ page: 'sources' });
        return;
      case 'show-history':
        this.show({ page: 'history' });
        return;
      case 'show-sample':
        await commands.executeCommand('unwrap.showSample' satisfies Command);
        return;
      case 'open-link':
        await this.desk.openLink(request.incident, request.index);
        return;
      case 'ask-for-wire':
        await this.desk.askForWire();
        return;
      case 'start-endpoint':
        await this.desk.startEndpoint();
        return;
      case 'copy-base-url':
        await this.desk.copyBaseUrl(request.incident);
        return;
      case 'fix':
        await this.desk.fix(request.incident, request.action);
        return;
      case 'copy-value':
        await this.copyValue(request.index);
        return;
      case 'diagnose-clipboard':
        await this.desk.diagnoseText('clipboard');
        return;
      case 'diagnose-selection':
        await this.desk.diagnoseText('selection');
        return;
    }
  }
}
