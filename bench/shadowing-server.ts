import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from './load';
import type { Keyward } from './keyward';

const WAIT_MS = 20;
/** Settings take effect at all requests after so long. */
const SETTINGS_MS = 11_000;
const CATCH_UP_MS = 60_000;

export interface Difference {
  readonly kind: string;
  readonly url: string;
  readonly old_server: { readonly status: number };
  readonly keyward: { readonly status: number };
}

/** A Keyward whose V2 API has an old server. */
export class ShadowingServer {
  private constructor(
    readonly keyward: Keyward,
    private readonly token: string,
    /** Accepted by both servers, as after an import. */
    readonly apiKey: string,
  ) {}

  static async start(keyward: Keyward, old: Keyward): Promise<ShadowingServer> {
    const server = new ShadowingServer(keyward, await keyward.logIn(), old.systemKey);
    await server.ask('POST', '/api/v1/api-keys', { name: 'Old key', kind: 'external', key: old.systemKey });
    return server;
  }

  async shadow(url: string, percent: number): Promise<void> {
    await this.ask('PATCH', '/api/v1/settings', { 'shadow.v2.url': url, 'shadow.v2.percent': percent });
    await pause(SETTINGS_MS);
  }

  /** Counts of all operations by outcome. */
  async counts(): Promise<Record<string, number>> {
    const { items } = await this.ask<{ items: Record<string, number | string>[] }>(
      'GET',
      '/api/v1/shadows/v2/agreement',
    );
    const sums: Record<string, number> = {};
    for (const { operation: _operation, ...counts } of items) {
      for (const [outcome, count] of Object.entries(counts)) {
        sums[outcome] = (sums[outcome] ?? 0) + Number(count);
      }
    }
    return sums;
  }

  /** Waits until so many requests are counted. */
  async caughtUp(requests: number): Promise<void> {
    const end = performance.now() + CATCH_UP_MS;
    for (let counted = -1; counted < requests;) {
      counted = Object.values(await this.counts()).reduce((sum, count) => sum + count, 0);
      if (performance.now() > end) {
        throw new Error(`${counted} of ${requests} requests are in the report`);
      }
      await pause(WAIT_MS);
    }
  }

  async *differences(): AsyncGenerator<Difference> {
    let after: string | null = '';
    while (after !== null) {
      const query: string = after === '' ? '' : `&after=${after}`;
      const page: { items: Difference[]; next: string | null } = await this.ask(
        'GET',
        `/api/v1/shadows/v2/differences?limit=100${query}`,
      );
      yield* page.items;
      after = page.next;
    }
  }

  async forget(): Promise<void> {
    await this.keyward.pool.query('TRUNCATE shadow_counts, shadow_differences');
  }

  private async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(this.keyward.url + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    return (await answer.json()) as T;
  }
}

/** Sends a call, with a query beside that of its path. */
export function sent(url: string, { method, path, headers, body }: Call, query: string): Promise<Response> {
  return fetch(`${url}${path}?${query}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** Does the work for all items, some at the same time. */
export async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
