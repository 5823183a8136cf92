import { randomUUID } from 'node:crypto';
import { checkedFile } from '../../testkit/forms';
import { activate, issued, validate } from '../../testkit/issue';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';
import { LONG } from './customers';

const SETTINGS = {
  'limits.native.default': 2_000,
  'blacklist.domains': ['evil.example', '*.example.org', 'third.example', 'fourth.example'],
  'retention.verifications_days': 400,
};

const verdicts = oncePerServer(async (server) => {
  const { key, id } = await issued(server, { max_activations: 1, description: LONG });
  await activate(server, key, 'Schnittplatz-3');
  await activate(server, key, `MAC-${'91d0b7e2'.repeat(8)}`);
  await validate(server, key, 'Schnittplatz-3');
  await validate(server, 'edu-campus-2025/faculty-of-arts/0123456789abcdef-f7c21', 'render-node-1');
  await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { description: 'short', max_activations: 4 } });
  return id;
});

/** The address of the record that a statement finds. */
async function record(server: TestServer, path: string, statement: string): Promise<string> {
  await verdicts(server);
  const [row] = await server.dataSource.query<{ id: string }[]>(statement);
  return `${path}/${row?.id}`;
}

/** Claims in every state. */
const claims = oncePerServer(async (server) => {
  const email = `${'klangregie'.repeat(6)}@hochschule.example`;
  const { id: customer_id } = await server.sdk.customers.create({ name: LONG, email });
  const { id } = await issued(server, { customer_id });
  const rows = await server.dataSource.query<{ uid: string }[]>(
    `INSERT INTO portal_claims (license_id, customer_id, previous_customer_id, email, proof, language, state, created_at, decided_at)
     SELECT license.id, customer_id, customer_id, state || '-${email}', proof, 'en', state, now(),
       CASE WHEN state <> 'pending' THEN now() END
     FROM licenses license, (VALUES ('pending', 'email'), ('approved', 'order'), ('refused', 'email')) AS made (state, proof)
     WHERE license.uid = $1 RETURNING uid, state`,
    [id],
  );
  const path = `/console/claims/${rows[0]?.uid}`;
  const importId = randomUUID();
  await server.dataSource.query(`UPDATE portal_claims SET import_id = $1 WHERE uid = $2`, [importId, rows[1]?.uid]);
  const undo = `/console/claims/imports/${importId}/undo`;
  return { list: '/console/claims', approve: `${path}/approve`, refuse: `${path}/refuse`, undo };
});

/** Backups and background migrations in every state. */
async function systemAtWork(server: TestServer): Promise<string> {
  await server.dataSource.query(
    `INSERT INTO background_migrations (name, until, release, unit, done, total, failures, last_error, created_at, started_at,
       failed_at, retry_at, finished_at)
     SELECT state, '${LONG}', '0.2.0', CASE state WHEN 'done' THEN 'indexes' ELSE 'rows' END, done, total, failures,
       CASE WHEN failures > 0 THEN 'canceling statement due to lock timeout' END, now(),
       CASE WHEN state <> 'waiting' THEN now() END, CASE WHEN failures > 0 THEN now() END,
       CASE WHEN failures > 0 THEN now() END, CASE state WHEN 'done' THEN now() END
     FROM (VALUES ('done', 2, 2, 0), ('running', 481516, 2342000, 0), ('failing', 4, 8000, 15), ('waiting', 0, NULL, 0))
       AS migration (state, done, total, failures)
     ON CONFLICT DO NOTHING`,
  );
  await server.dataSource.query(
    `INSERT INTO backups (state, origin, node, file, bytes, rows, error, started_at, finished_at)
     VALUES ('done', 'schedule', 'node-1:17', '/backups/keyward-0f3a9c1e-2026-11-22T03-00-00Z.backup', 28311552, 600000, NULL, now(), now()),
       ('failed', 'command', 'node-2:4711', '/backups/keyward.backup', NULL, NULL, 'ENOSPC: no space left on device, write', now(), now()),
       ('running', 'schedule', 'node-1:17', '/backups/keyward-0f3a9c1e-2026-11-23T03-00-00Z.backup', NULL, NULL, NULL, now(), NULL),
       ('queued', 'request', '', '', NULL, NULL, NULL, now(), NULL)`,
  );
  return '/console/system';
}

export const PAGES: readonly ConsolePage[] = [
  { name: 'customers-import', path: '/console/customers/import', permission: 'customers:write' },
  {
    name: 'customers-import-check',
    path: (server) => checkedFile(server, '/console/customers/import', 'name,email\nA,nobody\nB,b@x.example\n'),
    permission: 'customers:write',
  },
  {
    name: 'audit',
    path: async (server) => {
      await verdicts(server);
      return '/console/audit';
    },
    permission: 'audit:read',
  },
  {
    name: 'audit-requests',
    path: async (server) => {
      await verdicts(server);
      return '/console/audit/requests';
    },
    permission: 'audit:read',
  },
  {
    name: 'audit-of-license',
    path: async (server) => `/console/audit?target=${await verdicts(server)}&action=license.updated&from=2026-01-01`,
    permission: 'audit:read',
  },
  {
    name: 'audit-entry',
    path: (server) =>
      record(
        server,
        '/console/audit/entries',
        `SELECT id FROM audit_entries WHERE action = 'license.updated' ORDER BY id DESC LIMIT 1`,
      ),
    permission: 'audit:read',
  },
  {
    name: 'audit-events',
    path: async (server) => {
      await verdicts(server);
      return '/console/audit?tab=events';
    },
    permission: 'audit:read',
  },
  {
    name: 'audit-event',
    path: (server) =>
      record(
        server,
        '/console/audit/events',
        `SELECT id FROM events WHERE name = 'license.issued' ORDER BY id DESC LIMIT 1`,
      ),
    permission: 'audit:read',
  },
  {
    name: 'audit-verdicts',
    path: async (server) => {
      await verdicts(server);
      return '/console/audit?tab=verdicts';
    },
    permission: 'audit:read',
  },
  {
    name: 'audit-verdict',
    path: (server) =>
      record(
        server,
        '/console/audit/verdicts',
        `SELECT (extract(epoch FROM at) * 1000)::bigint || '-' || id AS id FROM verifications ORDER BY at DESC, id DESC LIMIT 1`,
      ),
    permission: 'audit:read',
  },
  {
    name: 'settings',
    path: async (server) => {
      await server.asAdmin('PATCH', '/api/v1/settings', { body: SETTINGS });
      return '/console/settings/general';
    },
    permission: 'settings:read',
  },
  ...['email', 'portal', 'sign-in', 'retention', 'blocklists', 'system', 'search?q=days'].map((page) => ({
    name: `settings-${page.split('?', 1)[0]}`,
    path: `/console/settings/${page}`,
    permission: 'settings:read' as const,
  })),
  { name: 'claims', path: async (server) => (await claims(server)).list, permission: 'claims:read' },
  { name: 'claims-import', path: '/console/claims/import', permission: 'claims:write' },
  {
    name: 'claims-import-check',
    path: (server) => checkedFile(server, '/console/claims/import', 'license_key,email\nNONE-0001,a@x.example\n'),
    permission: 'claims:write',
  },
  { name: 'claims-import-undo', path: async (server) => (await claims(server)).undo, permission: 'claims:write' },
  { name: 'claim-approve', path: async (server) => (await claims(server)).approve, permission: 'claims:write' },
  { name: 'claim-refuse', path: async (server) => (await claims(server)).refuse, permission: 'claims:write' },
  { name: 'system', path: '/console/system', permission: 'monitoring:read' },
  { name: 'system-at-work', path: systemAtWork, permission: 'monitoring:read' },
  { name: 'catalog-file', path: '/console/system/catalog', permission: 'catalog:read' },
];
