import { createHash } from 'node:crypto';
import type { License } from '../../../sdk/src/generated/native';
import { aFileOf, aProductNamed, aVersionOf } from '../../support/catalog';
import { formOf } from '../../testkit/forms';
import { activate, heartbeat, issued, validate } from '../../testkit/issue';
import { roundTripsOf } from '../../testkit/statements';
import { TestServer } from '../../testkit/server';

type Fields = Record<string, unknown>;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const codeOf = async ({ key }: License, scope: Fields, device?: string): Promise<string> =>
  (await validate(server, key, device, scope)).body.code;

/** Each named by everything that it is known by. */
async function scoped(): Promise<{ license: License; policy: string[]; group: string[]; customer: string[] }> {
  const { sdk } = server;
  const policy = await sdk.policies.create({ name: 'Site license' });
  const group = await sdk.groups.create({ name: 'University' });
  const customer = await sdk.customers.create({
    name: 'Ann',
    email: `ann-${policy.id}@example.com`,
    reference: `ann ${policy.id}`,
  });
  const license = await issued(server, { policy: policy.id, group: group.id, customer_id: customer.id });
  return {
    license,
    policy: [policy.id, policy.name],
    group: [group.id, group.name],
    customer: [customer.id, String(customer.reference), `ANN-${policy.id}@example.com`],
  };
}

it('is usable by a program that names its policy, group and customer, in any way', async () => {
  const { license, policy, group, customer } = await scoped();
  const named = [policy, group, customer];
  for (const [index, scope] of ['policy', 'group', 'customer'].entries()) {
    for (const value of named[index] ?? []) {
      expect([value, await codeOf(license, { [scope]: value })]).toEqual([value, 'VALID']);
    }
  }
  const [first] = [policy, group, customer].map(([one]) => one);
  expect(await codeOf(license, { policy: first, group: group[1], customer: customer[2] })).toBe('VALID');
});

it('refuses each other scope with a code of its own, the first in the order of refusals', async () => {
  const { license, policy, customer } = await scoped();
  const plain = await issued(server);
  const other = { policy: 'Other', group: 'Other', customer: 'other@example.com', checksum: sha256('other') };
  expect(await codeOf(license, other)).toBe('POLICY_MISMATCH');
  expect(await codeOf(license, { ...other, policy: policy[1] })).toBe('GROUP_MISMATCH');
  expect(await codeOf(license, { ...other, policy: undefined, group: undefined })).toBe('CUSTOMER_MISMATCH');
  expect(await codeOf(license, { customer: customer[0], checksum: other.checksum })).toBe('CHECKSUM_MISMATCH');
  expect(await codeOf(plain, { group: 'Other' })).toBe('GROUP_MISMATCH');
  expect(await codeOf(plain, { customer: 'Other' })).toBe('CUSTOMER_MISMATCH');
  expect(await codeOf(plain, { customer: 'a\0b' })).not.toBe('VALID');
});

it('refuses activations, heartbeats and sessions of other scopes too', async () => {
  const license = await issued(server, { max_sessions: 1 });
  const refused = await activate(server, license.key, 'desk', { policy: 'Other' });
  expect([refused.status, refused.body.error.code]).toEqual([403, 'POLICY_MISMATCH']);
  expect((await activate(server, license.key, 'desk')).status).toBe(201);
  expect((await heartbeat(server, license.key, 'desk', { group: 'Other' })).body.error.code).toBe('GROUP_MISMATCH');
  const session = { license_key: license.key, hardware_id: 'desk', customer: 'Other' };
  const started = await server.call('POST', '/api/v1/license-sessions', { body: session });
  expect(started.body.error.code).toBe('CUSTOMER_MISMATCH');
});

it('refuses a program whose file no active version of the product has, for its version and platform', async () => {
  const { id, reference } = await aProductNamed(server);
  const [old, latest] = [await aVersionOf(server, id), await aVersionOf(server, id)];
  await aFileOf(server, id, old.id, 'old');
  const path = `/api/v1/products/${id}/versions/${latest.id}/artifacts`;
  await server.asAdmin('POST', path, await formOf(['file', 'of macOS', 'Studio.dmg']));
  const license = await issued(server, { product: reference });
  const elsewhere = await issued(server);
  const [first, second] = [sha256('content of old'), sha256('of macOS')];

  expect(await codeOf(license, { checksum: first })).toBe('VALID');
  expect(await codeOf(license, { checksum: first.toUpperCase(), app_version: `v${old.version}` })).toBe('VALID');
  expect(await codeOf(license, { checksum: first, app_version: latest.version })).toBe('CHECKSUM_MISMATCH');
  expect(await codeOf(license, { checksum: second, platform: 'macOS' })).toBe('VALID');
  expect(await codeOf(license, { checksum: second, platform: 'my console' })).toBe('VALID');
  expect(await codeOf(license, { checksum: second, platform: 'windows' })).toBe('CHECKSUM_MISMATCH');
  expect(await codeOf(elsewhere, { checksum: first })).toBe('CHECKSUM_MISMATCH');
  await server.sdk.products.updateVersion(id, old.id, { is_active: false });
  expect(await codeOf(license, { checksum: first })).toBe('CHECKSUM_MISMATCH');
  expect((await validate(server, license.key, 'desk', { checksum: 'abc' })).status).toBe(400);
});

it('confirms a known device by one statement if its policy and customer are named, and sees changes at once', async () => {
  const { license, policy, customer } = await scoped();
  await activate(server, license.key, 'desk');
  const scope = { policy: policy[1], customer: customer[2] };
  const ask = () => codeOf(license, scope, 'desk');
  expect(await ask()).toBe('VALID');
  expect(await roundTripsOf(ask)).toEqual(['log_expected_verifications']);
  await server.sdk.policies.update(String(policy[0]), { name: 'Renamed' });
  expect(await ask()).toBe('POLICY_MISMATCH');
});

it('explains which scope does not fit', async () => {
  const { license } = await scoped();
  const body = { license_key: license.key, policy: 'Other' };
  const { body: explained } = await server.asAdmin('POST', '/api/v1/explain', { body });
  expect(explained.code).toBe('POLICY_MISMATCH');
  expect(explained.rules).toContainEqual(
    expect.objectContaining({ code: 'POLICY_MISMATCH', result: 'refused', facts: { named: 'Other' } }),
  );
  expect(explained.rules).toContainEqual(expect.objectContaining({ code: 'GROUP_MISMATCH', result: 'not_checked' }));
});
