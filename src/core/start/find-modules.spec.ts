import { join } from 'node:path';
import { findModulesOnce } from './find-modules';

const BUILT = join(__dirname, '../..');
const PACKAGE = join(BUILT, '../node_modules/pg/lib');

/** Asks for each request in turn; returns which of them were looked for. */
function lookedFor(...requests: readonly (readonly [request: string, importer?: string, options?: object])[]) {
  const asked: string[] = [];
  const loader = {
    _resolveFilename: (request: string) => {
      asked.push(request);
      return `found ${request}`;
    },
  };
  findModulesOnce(loader);
  for (const [request, importer, options] of requests) {
    const find = loader._resolveFilename as (...given: unknown[]) => string;
    find(request, importer === undefined ? undefined : { filename: importer }, false, options);
  }
  return asked;
}

it('looks once for a file that files of several folders import', () => {
  const importers = [join(BUILT, 'core/start/a.js'), join(BUILT, 'core/common/b.js'), join(BUILT, 'core/c.js')];
  const [one = '', other = '', third = ''] = importers;
  expect(lookedFor(['../common/clock', one], ['./clock', other], ['./common/clock', third])).toEqual([
    '../common/clock',
  ]);
  expect(lookedFor(['./client', join(PACKAGE, 'a.js')], ['../client', join(PACKAGE, 'deep/b.js')])).toEqual([
    './client',
  ]);
});

it('looks once for a package that files of several folders of the server import', () => {
  expect(lookedFor(['pg', join(BUILT, 'core/start/a.js')], ['pg', join(BUILT, 'plugins/b.js')])).toEqual(['pg']);
});

it('looks again where the answer may be another one', () => {
  const file = join(BUILT, 'core/a.js');
  const requests = [
    ['tslib', join(PACKAGE, 'a.js')],
    ['tslib', join(PACKAGE, '../../typeorm/b.js')],
    ['./clock', file],
    ['./clock', join(BUILT, 'b.js')],
    ['pg', file, { paths: ['/app/plug-in'] }],
    ['pg', file, { paths: ['/app/plug-in'] }],
    ['pg'],
    ['pg'],
    ['..', file],
    ['..', file],
  ] as const;
  expect(lookedFor(...requests)).toHaveLength(requests.length);
});

it('finds what Node would find', () => {
  const file = join(BUILT, 'core/start/find-modules.ts');
  const loader = { _resolveFilename: (request: string) => require.resolve(request) };
  findModulesOnce(loader);
  const find = loader._resolveFilename as (request: string, importer: object) => string;
  expect([1, 2].map(() => find('pg', { filename: file }))).toEqual([require.resolve('pg'), require.resolve('pg')]);
  expect(() => find('no-such-package', { filename: file })).toThrow('no-such-package');
});
