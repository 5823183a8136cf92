import { declared } from '../support/credits';
import { type MeterOptions, metered } from '../support/meters';
import { issued } from '../testkit/issue';
import type { TestServer } from '../testkit/server';

/** License of a scenario, with meters, a policy and a customer of its own. The credits of the policy are declared with two decimals. */
export interface ScenarioLicense {
  /** Created unless it exists. */
  readonly product?: string;
  /** Other fields of that product. */
  readonly product_fields?: object;
  /** Created; it owns the license. */
  readonly customer?: object;
  readonly meters?: Record<string, MeterOptions>;
  /** Features of sessions, with the number of those that may hold each. They are declared as entitlements of the product. */
  readonly session_features?: Readonly<Record<string, number>>;
  readonly policy?: Readonly<Record<string, unknown>> & { readonly credits?: object };
  readonly [field: string]: unknown;
}

const DECIMALS = 2;

export async function licenseOf(
  server: TestServer,
  { meters, policy, customer, session_features: shared, product_fields: described, ...license }: ScenarioLicense,
): Promise<{ readonly id: string; readonly key: string }> {
  const body = { reference: license.product, name: license.product, ...described };
  expect([201, 409]).toContain((await server.asAdmin('POST', '/api/v1/products', { body })).status);
  const fields = {
    max_activations: 2,
    ...license,
    ...(policy && { policy: await policyOf(server, policy) }),
    ...(shared && { entitlements: await entitlementsOf(server, license.product ?? '', shared) }),
    ...(customer && { customer_id: await customerOf(server, customer) }),
  };
  return meters ? metered(server, meters, fields) : issued(server, fields);
}

async function entitlementsOf(
  server: TestServer,
  product: string,
  shared: NonNullable<ScenarioLicense['session_features']>,
): Promise<object> {
  for (const code of Object.keys(shared)) {
    const path = `/api/v1/products/${product}/entitlements/${code}`;
    const { status } = await server.asAdmin('PUT', path, { body: { name: code, type: 'number' } });
    expect([200, 201]).toContain(status);
  }
  return Object.fromEntries(Object.entries(shared).map(([code, value]) => [code, { value }]));
}

async function customerOf(server: TestServer, body: object): Promise<string> {
  const { status, body: made } = await server.asAdmin('POST', '/api/v1/customers', { body });
  expect([status, made.error]).toEqual([201, undefined]);
  return made.id;
}

/** The one device that has activated a license. */
export async function describeDevice(server: TestServer, license: string, metadata: object): Promise<void> {
  const { items } = (await server.asAdmin('GET', `/api/v1/activations?license=${license}`)).body;
  expect(items).toHaveLength(1);
  const { status } = await server.asAdmin('PATCH', `/api/v1/activations/${items[0].id}`, { body: { metadata } });
  expect(status).toBe(200);
}

async function policyOf(server: TestServer, policy: NonNullable<ScenarioLicense['policy']>): Promise<string> {
  for (const credit of Object.keys(policy.credits ?? {})) {
    await declared(server, DECIMALS, credit);
  }
  const body = { name: 'Policy of a scenario', ...policy };
  const { status, body: made } = await server.asAdmin('POST', '/api/v1/policies', { body });
  expect([status, made.error]).toEqual([201, undefined]);
  return made.id;
}
