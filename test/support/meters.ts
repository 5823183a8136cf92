import type { License } from '../../sdk/src/generated/native';
import type { MeterTerms } from '../../src/core/catalog/grants/meter-terms';
import { changed, issued } from '../testkit/issue';
import type { TestServer } from '../testkit/server';

export interface MeterOptions extends Partial<Omit<MeterTerms, 'rollover'>> {
  rollover?: { periods: number; max?: number };
  kind?: 'consumed' | 'held';
}

type Meters = Record<string, MeterOptions>;

/** A license with meters of its own; a test states only the terms that matter. */
export async function metered(
  server: TestServer,
  meters: Meters,
  license: Record<string, unknown> = {},
): Promise<License> {
  for (const [code, { kind = 'consumed' }] of Object.entries(meters)) {
    const path = `/api/v1/products/v2-default/meters/${code}`;
    const { status, body } = await server.asAdmin('PUT', path, { body: { name: code, kind } });
    if (status >= 300) {
      throw new Error(`The meter was not declared: ${JSON.stringify(body)}`);
    }
  }
  return issued(server, { ...license, meters: termsOf(meters) });
}

/** Replaces the terms of a license's meters. */
export function setTerms(server: TestServer, license: { id: string }, meters: Meters): Promise<License> {
  return changed(server, license, { meters: termsOf(meters) });
}

function termsOf(meters: Meters): Record<string, Omit<MeterOptions, 'kind'>> {
  return Object.fromEntries(
    Object.entries(meters).map(([code, { kind: _, ...terms }]) => [code, { limit: null, ...terms }]),
  );
}

/** Takes or returns amounts by meter, as a program does. */
export function use(
  server: TestServer,
  licenseKey: string,
  amounts: Record<string, number>,
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  const items = Object.entries(amounts).map(([meter, amount]) => ({ meter, amount }));
  return server.call('POST', '/api/v1/usage', { body: { license_key: licenseKey, items, ...more }, headers });
}
