const MAX_AGE_MS = 10_000;

/** A value from the database, for ten seconds or until it is dropped. */
export class CachedValue<T> {
  private entry: { readonly value: T; readonly readAt: number } | undefined;
  private drops = 0;

  constructor(private readonly read: () => Promise<T>) {}

  async get(now: Date): Promise<T> {
    const { entry, drops } = this;
    if (entry && Math.abs(now.getTime() - entry.readAt) < MAX_AGE_MS) {
      return entry.value;
    }
    // Each caller reads by itself: one that is in a transaction must not wait for the connection of another.
    const value = await this.read();
    // A value that was dropped in the meantime may be outdated.
    if (drops === this.drops) {
      this.entry = { value, readAt: now.getTime() };
    }
    return value;
  }

  drop(): void {
    this.drops += 1;
    this.entry = undefined;
  }
}
