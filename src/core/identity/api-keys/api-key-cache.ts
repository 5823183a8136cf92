import type { ApiKey } from './api-key.entity';

const MAX_AGE_MS = 10_000;
const MAX_KEYS = 10_000;

interface Entry {
  readonly apiKey: ApiKey;
  /** When its reading began. */
  readonly readAt: number;
}

/** API keys by their hashes, for ten seconds. Holds only keys that exist, so that guesses cannot displace any. */
export class ApiKeyCache {
  private readonly entries = new Map<string, Entry>();
  private clears = 0;

  find(hash: string, now: Date): ApiKey | undefined {
    const entry = this.entries.get(hash);
    return entry && Math.abs(now.getTime() - entry.readAt) < MAX_AGE_MS ? entry.apiKey : undefined;
  }

  /** Keeps the key that is read, unless the cache is cleared in the meantime: the key may be outdated then. */
  async read(hash: string, now: Date, read: () => Promise<ApiKey | null>): Promise<ApiKey | null> {
    const { clears } = this;
    const apiKey = await read();
    if (apiKey && clears === this.clears) {
      this.keep(hash, { apiKey, readAt: now.getTime() });
    }
    return apiKey;
  }

  clear(): void {
    this.clears += 1;
    this.entries.clear();
  }

  private keep(hash: string, entry: Entry): void {
    // Appended again, so that the first entry is the oldest.
    this.entries.delete(hash);
    const [oldest] = this.entries.keys();
    if (oldest !== undefined && this.entries.size >= MAX_KEYS) {
      this.entries.delete(oldest);
    }
    this.entries.set(hash, entry);
  }
}
