import { checkedFile } from '../forms';
import { activate, issued, validate } from '../issue';
import type { TestServer } from '../server';
import type { ConsolePage } from './console-page';
import { LONG } from './customers';

const SETTINGS = {
  'limits.native.default': 2_000,
  'blacklist.domains': ['evil.example', '*.example.org', 'third.example', 'fourth.example'],
  'retention.verifications_days': 400,
};

async function verdicts(server: TestServer): Promise<string> {
  const { key, id } = await issued(server, { max_activations: 1, description: LONG });
  await activate(server, key, 'Schnittplatz-3');
  await activate(server, key, `MAC-${'91d0b7e2'.repeat(8)}`);
  await validate(server, key, 'Schnittplatz-3');
  await validate(server, 'edu-campus-2025/faculty-of-arts/0123456789abcdef-f7c21', 'render-node-1');
  await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { description: 'short', max_activations: 4 } });
  return id;
}

/** The address of the record that a statement finds. */
async function record(server: TestServer, path: string, statement: string): Promise<string> {
  await verdicts(server);
  const [row] = await server.dataSource.query<{ id: string }[]>(statement);
  return `${path}/${row?.id}`;
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
    isDocumented: true,
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
      return '/console/settings';
    },
    permission: 'settings:read',
    isDocumented: true,
  },
  { name: 'settings-all', path: '/console/settings?show=all', permission: 'settings:read' },
  { name: 'settings-found', path: '/console/settings?q=days', permission: 'settings:read' },
  { name: 'system', path: '/console/system', permission: 'monitoring:read', isDocumented: true },
  { name: 'catalog-file', path: '/console/system/catalog', permission: 'catalog:read' },
];
