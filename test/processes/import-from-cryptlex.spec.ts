import { isDeepStrictEqual } from 'node:util';
import { cryptlexAsImported, cryptlexCsv, cryptlexLicense } from '../support/cryptlex-export';
import { applied, countsOf, importedWithTerms, unbalanced, uploaded } from '../support/imports';
import { TestServer } from '../support/server';

const OLD = Array.from({ length: 10_000 }, (_, index) => cryptlexLicense(index + 1));

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

it('imports 10,000 licenses of Cryptlex field by field', async () => {
  const kept = OLD.filter(({ fault }) => fault === null);
  const done = await applied(server, (await uploaded(server, 'cryptlex', cryptlexCsv(OLD))).id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(done, 'license')).toMatchObject({ read: OLD.length, made: kept.length });
  const found = await importedWithTerms(server, done.batch);
  const wrong = kept.filter((old) => !isDeepStrictEqual(found.get(old.key), cryptlexAsImported(old)));
  expect(wrong.slice(0, 1).map((old) => [found.get(old.key), cryptlexAsImported(old)])).toEqual([]);
}, 120_000);
