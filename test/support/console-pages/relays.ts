import { Permission } from '../../../src/core/identity/permissions/permission';
import { issued } from '../../testkit/issue';
import type { TestServer } from '../../testkit/server';
import { oncePerServer } from '../once-per-server';
import { issueRelay, TestRelay } from '../relays';
import type { ConsolePage } from './console-page';

const PATH = '/console/relays';
const DAYS = [{ day: '2027-03-01', peak: 2, refused: 1, minutes_full: 30 }];

/** A relay that has reported. */
const relay = oncePerServer(async (server: TestServer) => {
  const license = await issued(server, { max_sessions: 5, max_activations: null });
  const { body } = await issueRelay(server, license, { expires_at: '2090-01-31T12:00:00Z' });
  const claims = { license: license.id, seq: 1, prev: null, boot: 'a', from: 1, to: 2, usage: { days: DAYS } };
  const report = TestRelay.of(body.file).report(claims);
  await server.call('POST', '/api/v1/relays/reports', { body: { report } });
  return { license: license.id, id: body.id as string };
});

const ofLicense =
  (path = '') =>
  async (server: TestServer) =>
    `${PATH}/licenses/${(await relay(server)).license}${path}`;
const of =
  (path = '') =>
  async (server: TestServer) =>
    `${PATH}/${(await relay(server)).id}${path}`;

export const PAGES: readonly ConsolePage[] = [
  { name: 'relays', path: ofLicense(), permission: Permission.LicensesRead },
  { name: 'relay-issue', path: ofLicense('/issue'), permission: Permission.LicensesWrite },
  { name: 'relay-true-up', path: ofLicense('/true-up'), permission: Permission.LicensesRead },
  { name: 'relay', path: of(), permission: Permission.LicensesRead },
  { name: 'relay-renew', path: of('/renew'), permission: Permission.LicensesWrite },
  { name: 'relay-end', path: of('/end'), permission: Permission.LicensesWrite },
];
