import { l10n, window, workspace } from 'vscode';
import type { Exchange } from '../endpoint/exchange.js';
import { stateFolder } from '../endpoint/folders.js';
import { readEnvironment } from '../watch/machine.js';
import type { DisposableList } from './disposableList.js';
import type { EndpointFace } from './endpointFace.js';
import { followEndpointLock } from './endpointLock.js';
import { reportBroken, type Log } from './log.js';
import { OnDemand } from './onDemand.js';
import type { Death, EndpointLink } from './openEndpoint.js';
import { readNetwork } from './readNetwork.js';

export interface EndpointSwitchOptions {
  /** The bundled `unwrap serve`. */
  readonly program: string;
  readonly port: () => number;
  /** Whether the person wants it started with a window. */
  readonly autoStart: boolean;
  /** A call went through it, whatever came of it. */
  readonly onExchange: (exchange: Exchange) => void;
  /** `face` tells something else now. */
  readonly onChange: () => void;
  /** Starts it, and tells the person how that went. */
  readonly start: () => void;
}

/**
 * Holds a window to the endpoint that serves, whoever started it. While none does, no more than its lock file is looked at; in a
 * workspace that is not trusted, nothing at all.
 */
export class EndpointSwitch {
  private readonly opening: OnDemand<EndpointLink>;
  private link: EndpointLink | null = null;

  constructor(
    private readonly log: Log,
    owned: DisposableList,
    private readonly options: EndpointSwitchOptions,
  ) {
    const folder = stateFolder(readEnvironment());
    this.opening = new OnDemand(owned, async (parts) => {
      const { EndpointLink: Link } = await import('./openEndpoint.js');
      this.link = parts.add(
        new Link({
          stateFolder: folder,
          spawning: () => ({ program: options.program, port: options.port(), network: readNetwork(), stateFolder: folder }),
          onExchange: options.onExchange,
          onChange: options.onChange,
          onDeath: (death) => {
            this.tell(death).catch((error: unknown) => reportBroken(log, 'The endpoint', error));
          },
        }),
      );
      return this.link;
    });
    const follow = (): void => {
      owned.add(followEndpointLock(folder, () => this.use((link) => link.attach())));
      // A second try tells the person why it cannot be.
      if (options.autoStart) this.use((link) => link.start().catch(() => options.start()));
    };
    if (workspace.isTrusted) follow();
    else owned.add(workspace.onDidGrantWorkspaceTrust(follow));
  }

  /** Null while none serves, as far as this window knows. */
  get face(): EndpointFace | null {
    const { running, recoveredToday } = this.link ?? { running: null, recoveredToday: 0 };
    return running && { url: running.endpoint.url, recoveredToday };
  }

  /** Null in a workspace that is not trusted. */
  get state(): 'off' | 'running' | null {
    if (!workspace.isTrusted) return null;
    return this.link?.running ? 'running' : 'off';
  }

  /** What starts, stops and asks it. Null in a workspace that is not trusted. */
  async open(): Promise<EndpointLink | null> {
    return workspace.isTrusted ? this.opening.get() : null;
  }

  private use(ask: (link: EndpointLink) => Promise<unknown>): void {
    this.opening
      .get()
      .then(ask)
      .catch((error: unknown) => reportBroken(this.log, 'The endpoint', error));
  }

  /** Only in the window that has the focus: it would be told in each of them. */
  private async tell({ url, isBack }: Death): Promise<void> {
    const text = isBack
      ? l10n.t('The endpoint at {url} has ended unexpectedly. It was started again.', { url })
      : l10n.t('The endpoint at {url} has ended unexpectedly. Calls through it fail until it runs again.', { url });
    const start = l10n.t('Start Endpoint');
    this.log.warn(`The endpoint at ${url} has ended unexpectedly${isBack ? ', and was started again' : ''}.`);
    if (!window.state.focused) return;
    const answer = await window.showWarningMessage(text, ...(isBack ? [] : [start]));
    if (answer === start) this.options.start();
  }
}
