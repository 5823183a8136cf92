import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EnvatoSale, EnvatoAdapter } from '../../src/plugins/sales/shops/adapters/envato/envato.adapter';
import { readShopApi } from '../../src/plugins/sales/shops/adapters/shop-api';
import { running } from '../testkit/leftovers';

/** Of requests that hang in tests. */
const SHORT_MS = 150;

/** Envato's API on this machine, for programs that send purchase codes. */
export interface FakeEnvato {
  /** By purchase code and token; of other codes, no sale is found. */
  readonly sales: Map<string, EnvatoSale>;
  /** Tokens and codes of the requests. */
  readonly asked: string[];
  /** Time limits of the requests. */
  readonly timeouts: (number | undefined)[];
  /** Instead of a sale. */
  failure?: (response: ServerResponse) => void;
}

export function envatoSale(more: Partial<EnvatoSale> = {}): EnvatoSale {
  return {
    amount: '29.00',
    sold_at: '2026-01-07T10:54:28+10:00',
    license: 'Regular License',
    buyer: 'ada_l',
    supported_until: '2026-07-09T01:54:28+10:00',
    item: { id: 1234567, name: 'Editor' },
    ...more,
  };
}

export async function fakeEnvato(): Promise<FakeEnvato & { readonly adapter: EnvatoAdapter }> {
  const envato: FakeEnvato = { sales: new Map(), asked: [], timeouts: [] };
  const api = createServer(({ url = '', headers: { authorization = '' } }, response) => {
    const code = new URL(url, 'http://localhost').searchParams.get('code') ?? '';
    const token = authorization.replace('Bearer ', '');
    envato.asked.push(`${token} ${code}`);
    const sale = envato.sales.get(`${token} ${code}`);
    const unknown = { error: 404, description: 'No sale belonging to the current user found with that code' };
    const answer = envato.failure ?? ((to) => to.writeHead(sale ? 200 : 404).end(JSON.stringify(sale ?? unknown)));
    answer(response);
  });
  await once(api.listen(0, '127.0.0.1'), 'listening');
  running.add({
    stop: () => {
      api.closeAllConnections();
      return new Promise((closed) => api.close(() => closed()));
    },
  });
  const { port } = api.address() as AddressInfo;
  const adapter = new EnvatoAdapter((url, token, timeoutMs) => {
    envato.timeouts.push(timeoutMs);
    const isHanging = envato.failure !== undefined;
    const here = url.replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${port}`);
    return readShopApi(here, token, isHanging ? SHORT_MS : undefined);
  });
  return Object.assign(envato, { adapter });
}
