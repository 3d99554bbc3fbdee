/** The incidents that came up since a person last looked, and that wait for them. */
export class Unseen {
  private readonly ids = new Set<string>();

  /** @param onChange how many there are now */
  constructor(private readonly onChange: (count: number) => void) {}

  add(incidentId: string): void {
    if (this.ids.has(incidentId)) return;
    this.ids.add(incidentId);
    this.onChange(this.ids.size);
  }

  /** The person has looked at one; null for all. */
  see(incidentId: string | null): void {
    const before = this.ids.size;
    if (incidentId === null) this.ids.clear();
    else this.ids.delete(incidentId);
    if (this.ids.size !== before) this.onChange(this.ids.size);
  }
}
