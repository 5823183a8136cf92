import { isDeepStrictEqual } from 'node:util';
import {
  cryptlexAsImported,
  cryptlexCsv,
  cryptlexLicense,
  type OldCryptlexLicense,
} from '../../support/cryptlex-export';
import {
  applied,
  countsOf,
  importedWithTerms,
  notesOf,
  unbalanced,
  uploaded,
  licensesToImport,
} from '../../support/imports';
import { TestServer } from '../../testkit/server';

const COUNT = licensesToImport(200);
const OLD = Array.from({ length: COUNT }, (_, index) => cryptlexLicense(index + 1));
const KEPT = OLD.filter(({ fault }) => fault === null);
/** Licenses on devices of their own, without anything that Keyward lacks. */
const isWhole = (old: OldCryptlexLicense): boolean =>
  old.type === 'node-locked' && old.term !== 'rolling' && old.countries.length === 0 && old.number % 29 !== 0;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

it('imports the licenses of Cryptlex field by field, once', async () => {
  const csv = cryptlexCsv([...OLD, cryptlexLicense(1)]);
  const ready = await uploaded(server, 'cryptlex', csv);
  expect(ready).toMatchObject({ state: 'ready', failure: null });
  const done = await applied(server, ready.id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  const faults = OLD.flatMap(({ fault }) => (fault ? [fault[2]] : []));
  const leftOut = Object.fromEntries([...new Set(faults)].map((one) => [one, faults.filter((f) => f === one).length]));
  expect(countsOf(done, 'license')).toMatchObject({
    read: COUNT + 1,
    made: KEPT.length,
    left_out: { ...leftOut, repeated: 1 },
  });
  expect(countsOf(done, 'product')).toMatchObject({ made: 2 });
  const users = new Set(KEPT.flatMap(({ user }) => (user === null || user === 5 ? [] : [user])));
  expect(countsOf(done, 'customer')).toMatchObject({ made: users.size });
  const lacking = (is: (old: OldCryptlexLicense) => boolean): number => KEPT.filter(is).length;
  expect(notesOf(done)).toMatchObject({
    floating_seats: lacking(({ type }) => type !== 'node-locked'),
    rolling_term: lacking(({ term }) => term === 'rolling'),
    restriction_dropped: lacking(({ countries, number }) => countries.length > 0 || number % 29 === 0),
    duration_in_days: lacking(({ term }) => term === 'interval'),
    email_invalid: lacking(({ user }) => user === 5),
  });
  expect(lacking(isWhole)).toBeGreaterThan(COUNT / 2);

  const found = await importedWithTerms(server, done.batch);
  const wrong = KEPT.filter((old) => !isDeepStrictEqual(found.get(old.key), cryptlexAsImported(old)));
  expect(wrong.slice(0, 1).map((old) => [found.get(old.key), cryptlexAsImported(old)])).toEqual([]);
  expect(found.size).toBe(KEPT.length);

  const again = await applied(server, (await uploaded(server, 'cryptlex', cryptlexCsv(OLD.slice(0, 50)))).id);
  expect(again.counts.filter(({ made }) => made > 0)).toEqual([]);
});

it.each([
  ['words', (name: string) => name.replace(/([A-Z])/g, ' $1').replace('.', ' ')],
  ['snake case', (name: string) => name.replace(/[A-Z]/g, (one) => `_${one.toLowerCase()}`).replace('.', '__')],
  ['capitals', (name: string) => name.toUpperCase()],
])('reads headings in %s', async (_name, heading) => {
  const old = [10, 12, 38].map((number) => ({ ...cryptlexLicense(number), key: `${_name.length}-${number}` }));
  const done = await applied(server, (await uploaded(server, 'cryptlex', cryptlexCsv(old, heading))).id);
  expect([...(await importedWithTerms(server, done.batch)).values()]).toEqual(old.map(cryptlexAsImported));
});

it('reads the attributes as Cryptlex takes them in, and columns that a person names', async () => {
  const csv = [
    'key,allowedActivations,subscriptionInterval,createdAt,order_id,email,firstName,lastName,Wartung',
    'CX-1,5,P1Y,2015-05-01T11:16:16,12345,ann@shop.example,Ann,Doe,2031-02-03',
    'CX-2,1,P1DT1H,2017-07-01T10:56:26,12346,,,,',
    '',
  ].join('\n');
  const ready = await uploaded(server, 'cryptlex', csv, {
    product: 'studio',
    columns: JSON.stringify({ Wartung: 'updates_until' }),
  });
  const { batch } = await applied(server, ready.id);
  const found = await importedWithTerms(server, batch);
  expect(found.get('CX-1')).toMatchObject({
    product: 'studio',
    seats: 5,
    customer: 'ann@shop.example',
    metadata: { order_id: '12345' },
    duration_days: 365,
    updates_until: new Date('2031-02-03T23:59:59Z'),
  });
  expect(found.get('CX-2')).toMatchObject({
    seats: 1,
    customer: null,
    created_at: '2017-07-01T10:56:26.000Z',
    duration_days: 2,
    updates_until: null,
  });
});

it('says which headings a file without keys has', async () => {
  const { failure } = await uploaded(server, 'cryptlex', 'userId,allowedActivations\n1,2\n');
  expect(failure).toEqual({
    reason: 'wrong_file',
    detail: expect.stringContaining('No column has the license keys. The headings are: userId, allowedActivations'),
  });
});
