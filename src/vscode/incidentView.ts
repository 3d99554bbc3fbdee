import { EventEmitter, window, type TreeItem } from 'vscode';
import { DisposableList, type Owned } from './disposableList.js';
import { INCIDENTS_VIEW } from './ids.js';
import { Soon } from './soon.js';

/** One line of the view. */
export interface IncidentNode {
  readonly item: TreeItem;
  readonly children: readonly IncidentNode[];
}

/** How many new incidents wait for a person, in a sentence; null for none. */
export interface IncidentBadge {
  readonly value: number;
  readonly tooltip: string;
}

/** A storm of sightings is drawn this often, in milliseconds. */
const REFRESH_MS = 300;

/** The view with the incidents of this window. The editor asks for its lines only while it is shown, and only then is anything read. */
export class IncidentView implements Owned {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<undefined>());
  private readonly refreshing = this.owned.add(new Soon(REFRESH_MS, () => this.changed.fire(undefined)));
  private readonly view;

  /** @param onShown the view is in front of the person now */
  constructor(roots: () => Promise<readonly IncidentNode[]>, onShown: () => void) {
    this.view = this.owned.add(
      window.createTreeView<IncidentNode>(INCIDENTS_VIEW, {
        treeDataProvider: {
          onDidChangeTreeData: this.changed.event,
          getChildren: async (node) => [...(node ? node.children : await roots())],
          getTreeItem: ({ item }) => item,
        },
      }),
    );
    this.owned.add(
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) onShown();
      }),
    );
  }

  get isShown(): boolean {
    return this.view.visible;
  }

  setBadge(badge: IncidentBadge | null): void {
    this.view.badge = badge ?? undefined;
  }

  refresh(): void {
    this.refreshing.ask();
  }

  dispose(): void {
    this.owned.dispose();
  }
}
