import { Permission } from '../../../src/core/identity/permissions/permission';
import { activate, issued } from '../../testkit/issue';
import type { ConsolePage } from './console-page';

const permission = Permission.LicensesRead;

export const PAGES: readonly ConsolePage[] = [
  { name: 'explain-empty', path: '/console/explain', permission },
  {
    name: 'explain',
    permission,
    isDocumented: true,
    path: async (server) => {
      const { key } = await issued(server, { max_activations: 1, expires_at: '2031-01-10T00:00:00Z' });
      await activate(server, key, 'studio-desk');
      return `/console/explain?${new URLSearchParams({ key, device: 'laptop', operation: 'activate' }).toString()}`;
    },
  },
  {
    name: 'explain-long',
    permission,
    path: `/console/explain?${new URLSearchParams({ key: 'k'.repeat(255), device: 'd'.repeat(500), domain: 'x'.repeat(120) }).toString()}`,
  },
  { name: 'explain-refused', permission, path: '/console/explain?key=&address=here' },
];
