import { PanelMemory } from './messages.js';

/** What the editor keeps of the page over a reload of the window, and while another tab hides it. */
export interface MemoryHost {
  getState(): unknown;
  setState(memory: PanelMemory): void;
}

/** Names are few and the pages' own, never an incident's: what is kept must not grow. */
export class Memory {
  private kept: Record<string, string>;
  private place: Omit<PanelMemory, 'kept'> = { page: 'quiet', incident: null };

  constructor(private readonly host: MemoryHost) {
    const read = PanelMemory.safeParse(host.getState());
    this.kept = read.success ? { ...read.data.kept } : {};
    if (read.success) this.place = { page: read.data.page, incident: read.data.incident };
  }

  /** What a person has folded, typed or chosen; null where they have not. */
  read(name: string): string | null {
    return this.kept[name] ?? null;
  }

  keep(name: string, value: string): void {
    if (this.kept[name] === value) return;
    this.kept = { ...this.kept, [name]: value };
    this.write();
  }

  /** The page that a reload is to bring back. */
  turnTo(page: PanelMemory['page'], incident: string | null): void {
    this.place = { page, incident };
    this.write();
  }

  private write(): void {
    this.host.setState({ ...this.place, kept: this.kept });
  }
}
