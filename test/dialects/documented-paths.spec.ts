import { readProjectFile } from '../../src/common/project';
import { TestServer } from '../support/server';

/** Rows of the table in docs/dialects.md: `| GET | /health | v2 | why |`. */
function documented(): string[] {
  const rows = readProjectFile('docs', 'dialects.md').matchAll(/^\| ([A-Z]+) \| `([^`]+)` \| ([a-z0-9-]+) \|/gm);
  return Array.from(rows, ([, method, path, owner]) => `${method} ${path} ${owner}`);
}

it('docs/dialects.md says of every path whose it is, and of none that is not there', async () => {
  const server = await TestServer.start();
  const served = server.routes
    .filter(({ dialect, method }) => !['native', 'console'].includes(dialect) && method !== 'HEAD')
    .map(({ method, url, dialect }) => `${method} ${url.replace(/:(\w+)(\([^)]*\))?/g, '{$1}')} ${dialect}`);
  await server.stop();
  expect(documented().sort()).toEqual([...new Set(served)].sort());
});
