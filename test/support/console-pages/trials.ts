import { Permission } from '../../../src/core/identity/permissions/permission';
import { aProduct } from '../../testkit/callers';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const LONG = 'Staatliche Hochschule für Musik und Darstellende Kunst, Studio 4';
const LONG_EMAIL = `${'klangregie'.repeat(6)}@hochschule.example`;

let products = 0;

/** A product that offers trials; those that need verification wait for it. */
async function offering(server: TestServer, policy: object = {}): Promise<string> {
  const reference = `trial-product-${(products += 1)}`;
  const { id } = await server.sdk.policies.create({ name: `${LONG} ${products}`, duration_days: 14, ...policy });
  await aProduct(server, reference, { name: LONG, trial_policy: id });
  return reference;
}

interface Asked {
  readonly id: string;
  readonly license_key: string;
}

async function ask(server: TestServer, product: string, hardware_id: string, more: object = {}): Promise<Asked> {
  return (await server.call('POST', '/api/v1/trials', { body: { product, hardware_id, ...more } })).body;
}

/** A trial in each state; returns the one that runs. */
const trials = oncePerServer(async (server) => {
  const plain = await offering(server);
  const verified = await offering(server, { trial_requires: 'email', trial_needs_verification: true });
  await ask(server, verified, 'WIN-2b90c6e4a1f871ce', { email: 'jane@example.com' });
  const { id } = await ask(server, verified, 'WIN-77aa', { email: LONG_EMAIL, domain: 'studio.hochschule.example' });
  await server.sdk.trials.verify(id);
  const ended = await ask(server, plain, `MAC-${'91d0b7e2'.repeat(8)}`);
  await server.sdk.licenses.revoke(ended.license_key);
  const deleted = await ask(server, plain, 'render-node-1');
  await server.sdk.licenses.delete(deleted.license_key);
  const converted = await ask(server, plain, 'mix-stage-a');
  const customer = await server.sdk.customers.create({ name: LONG });
  await server.sdk.trials.convert(converted.license_key, { customer_id: customer.id });
  return ask(server, plain, 'edit-bay-03', { email: LONG_EMAIL });
});

const list =
  (query: string) =>
  async (server: TestServer): Promise<string> => {
    await trials(server);
    return `/console/trials${query}`;
  };
const of =
  (verb: string) =>
  async (server: TestServer): Promise<string> =>
    `/console/trials/${(await trials(server)).id}/${verb}`;

const permission = Permission.LicensesRead;
const writes = Permission.LicensesWrite;

export const PAGES: readonly ConsolePage[] = [
  { name: 'trials-none', path: '/console/trials', permission },
  { name: 'trials', path: list(''), permission },
  { name: 'trials-running', path: list('?state=running'), permission },
  { name: 'trials-nothing-found', path: list('?q=nobody'), permission },
  { name: 'trial-convert', path: of('convert'), permission: writes },
  { name: 'trial-forget', path: of('forget'), permission: writes },
];
