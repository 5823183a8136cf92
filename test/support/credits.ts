import type { License } from '../../sdk/src/generated/native';
import { issued } from '../testkit/issue';
import type { TestServer } from '../testkit/server';

/** Terms of a credit, with the declared number of decimals. */
interface CreditOptions {
  decimals?: number;
  limit?: string | null;
  [term: string]: unknown;
}

/** A license under a policy with one credit, `ai`, and costs of features in it. */
export async function credited(
  server: TestServer,
  { decimals = 6, limit = null, ...terms }: CreditOptions,
  costs: Record<string, string>,
  more: { policy?: object; license?: object } = {},
): Promise<License & { policy: string }> {
  await declared(server, decimals);
  const { body } = await server.asAdmin('POST', '/api/v1/policies', {
    body: {
      name: `credits ${Math.random()}`,
      credits: { ai: { limit, ...terms } },
      rates: ratesOf(costs),
      ...more.policy,
    },
  });
  const license = await issued(server, { policy: body.id, ...more.license });
  return { ...license, policy: body.id };
}

export async function declared(server: TestServer, decimals: number, code = 'ai') {
  const path = `/api/v1/products/v2-default/credits/${code}`;
  const answer = await server.asAdmin('PUT', path, { body: { name: code, decimals } });
  if (answer.status >= 300) {
    throw new Error(`The credit was not declared: ${JSON.stringify(answer.body)}`);
  }
  return answer;
}

export function ratesOf(costs: Record<string, string>, credit = 'ai'): Record<string, object> {
  return Object.fromEntries(Object.entries(costs).map(([feature, amount]) => [feature, { credit, amount }]));
}

/** Uses features, as a program does. */
export function useFeatures(server: TestServer, key: string, uses: Record<string, number>, more: object = {}) {
  return server.call('POST', '/api/v1/usage', { body: { license_key: key, items: itemsOf(uses), ...more } });
}

export function reserve(server: TestServer, key: string, uses: Record<string, number>, more: object = {}) {
  const body = { license_key: key, items: itemsOf(uses), ...more };
  return server.call('POST', '/api/v1/usage/reservations', { body });
}

export function commit(server: TestServer, token: string, uses?: Record<string, number>) {
  return commitItems(server, token, uses && itemsOf(uses));
}

export function commitItems(server: TestServer, token: string, items?: object[]) {
  const body = { reservation_token: token, ...(items && { items }) };
  return server.call('POST', '/api/v1/usage/reservations/commit', { body });
}

export function release(server: TestServer, token: string) {
  return server.call('POST', '/api/v1/usage/reservations/release', { body: { reservation_token: token } });
}

function itemsOf(uses: Record<string, number>): object[] {
  return Object.entries(uses).map(([feature, amount]) => ({ feature, amount }));
}
