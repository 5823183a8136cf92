import type { TestServer } from '../../testkit/server';
import { oncePerServer } from '../once-per-server';
import type { ConsolePage } from './console-page';

const PATH = '/console/personal-data';

const erasure = oncePerServer(async (server: TestServer) => {
  const body = { email: 'nobody@example.com', reason: 'Asked by letter' };
  const { body: asked } = await server.asAdmin('POST', '/api/v1/people/erase', { body });
  return `${PATH}/erasures/${asked.id}`;
});

export const PAGES: readonly ConsolePage[] = [
  {
    name: 'personal-data',
    path: async (server) => {
      await erasure(server);
      return PATH;
    },
    permission: 'people:write',
  },
  { name: 'erasure', path: erasure, permission: 'people:read' },
];
