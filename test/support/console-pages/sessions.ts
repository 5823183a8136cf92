import { Permission } from '../../../src/core/identity/permissions/permission';
import { activate, issued } from '../../testkit/issue';
import { start } from '../license-sessions';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const LONG_NAME = 'Hörlabor-PC 12 (Raum 2.114, links neben dem Fenster, bitte nicht ausschalten)';

/** A license with every seat taken, one of them borrowed; returns the id of that session. */
const fullLicense = oncePerServer(async (server) => {
  const customer = await server.asAdmin('POST', '/api/v1/customers', {
    body: { name: 'Universitätsklinikum Schleswig-Holstein, Campus Lübeck, Institut für Anatomie' },
  });
  const { key } = await issued(server, {
    customer_id: customer.body.id,
    max_activations: 3,
    max_sessions: 2,
    policy_overrides: { max_borrow_days: 14 },
  });
  await activate(server, key, 'WIN-7c1e04fa99a1b2c3d4e5', { machine_name: LONG_NAME });
  await activate(server, key, 'MAC-91d0b7e2', { machine_name: 'mix-stage-a', app_version: '4.2.1' });
  await activate(server, key, 'LNX-5ee81d90');
  const { body } = await start(server, key, 'WIN-7c1e04fa99a1b2c3d4e5', { borrow_days: 7 });
  await start(server, key, 'MAC-91d0b7e2', { app_version: '4.2.1' });
  await start(server, key, 'LNX-5ee81d90');
  return body.session_id as string;
});

const after =
  (path: string) =>
  async (server: TestServer): Promise<string> => {
    await fullLicense(server);
    return path;
  };
const of =
  (below: string) =>
  async (server: TestServer): Promise<string> =>
    `/console/sessions/${await fullLicense(server)}${below}`;

const permission = Permission.ActivationsRead;
const writes = Permission.ActivationsWrite;

export const PAGES: readonly ConsolePage[] = [
  { name: 'sessions-none', path: '/console/sessions', permission },
  { name: 'sessions', path: after('/console/sessions'), permission },
  { name: 'sessions-borrowed', path: after('/console/sessions?view=borrowed&table=1'), permission },
  { name: 'sessions-refused', path: after('/console/sessions?view=refused'), permission },
  { name: 'sessions-none-refused', path: '/console/sessions?view=refused', permission },
  { name: 'sessions-by-license', path: after('/console/sessions/by-license'), permission },
  { name: 'sessions-by-license-none', path: '/console/sessions/by-license', permission },
  { name: 'session-take-back', path: of('/take-back'), permission: writes },
  { name: 'session-resume', path: of('/resume'), permission: writes },
];
