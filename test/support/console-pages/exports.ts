import { randomUUID } from 'node:crypto';
import { RUN_DATA_EXPORTS } from '../../../src/core/platform/exports/run-data-exports';
import { Browser } from '../../testkit/browser';
import { issued } from '../../testkit/issue';
import { runQueued } from '../../testkit/jobs';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const PATH = '/console/exports';

/** A complete export, one that waits, and one of the API. */
async function exports(server: TestServer): Promise<string> {
  const browser = new Browser(server);
  await browser.signIn();
  const start = (path: string, query: Record<string, string> = {}) =>
    browser.post(path, { ...query, form_id: randomUUID() });
  if (!(await browser.get(PATH)).html.includes(`${PATH}/`)) {
    await issued(server);
    await start('/console/licenses/export', { status: 'unused', q: 'Universitätsklinikum Schleswig-Holstein' });
    await runQueued(server, RUN_DATA_EXPORTS);
    await start('/console/audit/export', { tab: 'verdicts' });
    await server.asAdmin('POST', '/api/v1/licenses/bulk', { body: { action: 'export', filter: {} } });
  }
  return PATH;
}

export const PAGES: readonly ConsolePage[] = [
  { name: 'exports', path: exports, permission: 'own-session:read' },
  {
    name: 'customers-export',
    path: '/console/customers/export?column=',
    permission: 'customers:read',
  },
  {
    name: 'customer-export',
    path: async (server) => {
      const { body } = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada Lovelace' } });
      return `/console/customers/${body.id}/export?tab=timeline`;
    },
    permission: 'customers:read',
  },
  { name: 'devices-export', path: '/console/devices/export?view=active', permission: 'activations:read' },
  { name: 'sessions-export', path: '/console/sessions/export', permission: 'activations:read' },
  { name: 'leads-export', path: '/leads/export?status=new', permission: 'leads:read' },
  { name: 'audit-export', path: '/console/audit/export?tab=events', permission: 'audit:read' },
];
