import { readProjectFile } from '../../../src/core/common/project';
import { TestServer } from '../../testkit/server';

/** On every server, and in no document. */
const UNDOCUMENTED = 'GET /metrics v2';
/** V2 answers it, with the fields of both. */
const COMBINED = 'GET /health smbeauty';

/** Rows of the table in docs/paths.md: `| GET | /health | v2 | Health of the server. |`. A HEAD is served with its GET. */
function documented(): string[] {
  const rows = readProjectFile('docs', 'paths.md').matchAll(/^\| ([A-Z]+) \| `([^`]+)` \| ([a-z0-9-]+) \|/gm);
  return Array.from(rows, ([, method, path, owner]) => `${method === 'HEAD' ? 'GET' : method} ${path} ${owner}`);
}

it('lists every path that an API serves in docs/paths.md with its API, and no other', async () => {
  const server = await TestServer.shared();
  const served = server.routes
    .filter(({ dialect, dispatches }) => !['native', 'console', 'portal'].includes(dialect) && !dispatches)
    .filter(({ method }) => method !== 'HEAD')
    .map(({ method, url, dialect }) => `${method} ${url.replace(/:(\w+)(\([^)]*\))?/g, '{$1}')} ${dialect}`);
  await server.stop();
  expect(served).toContain(UNDOCUMENTED);
  expect([...documented(), UNDOCUMENTED].sort()).toEqual([...new Set([...served, COMBINED])].sort());
});
