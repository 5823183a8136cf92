import { LazyRows } from '../../platform/database/lazy-rows';
import type { LicenseContext } from '../rules/license-context';
import type { ContextRow } from '../context/context-row';
import { KnownLicenses } from './known-licenses';
import type { ContextLookup } from '../context/license-context.query';

const NOW = new Date('2031-01-01T00:00:00Z');
const text = (value: string): unknown => value;
const COLUMNS = [
  { name: 'key', parse: text },
  { name: 'description', parse: text },
  { name: 'effectiveGrants', parse: JSON.parse as (value: string) => unknown },
  { name: 'updatesUntil', parse: text },
  { name: 'expiresAt', parse: text },
  { name: 'behavior', parse: text },
];
const BEHAVIOR = {
  deviceUniqueWithin: 'license',
  componentMatch: 'none',
  seatsPer: 'device',
  deadSeats: 'keep',
  checkInInterval: null,
  maxValidationsPerMinute: null,
  maxCores: null,
  maxMemoryMb: null,
  maxDiskGb: null,
  maxTotalCores: null,
  maxTotalMemoryMb: null,
  maxTotalDiskGb: null,
};
const CONTEXT = {
  license: {
    productIds: null,
    usesLimit: null,
    maxSessions: null,
    updatesUntil: null,
    expiresAt: null,
    effectiveGrants: {},
  },
  behavior: BEHAVIOR,
  activation: { isActive: true, takesSeat: true },
} as unknown as LicenseContext;

const lookup = (key: string, asked: Partial<ContextLookup> = {}): ContextLookup => ({
  key,
  fingerprint: 'desk',
  product_ids: null,
  product: null,
  now: NOW,
  version: null,
  latest: false,
  reserve: false,
  meters: null,
  sessions: false,
  components: null,
  username: null,
  seats: false,
  ...asked,
});

function rowOf(key: string, description: string | null = ''): ContextRow {
  const [row] = new LazyRows().of<ContextRow>('find', COLUMNS, [[key, description, '{}', null, null, '{"a":1}']]);
  if (!row) {
    throw new Error('There is no row');
  }
  return row;
}

it('returns the values of a row as they were, null and empty texts as well', () => {
  const known = new KnownLicenses(10);
  known.put(lookup('a', { fingerprint: 'x' }), rowOf('a', null), CONTEXT);
  known.put(lookup('b'), rowOf('b', ''), CONTEXT);
  const [a, b] = [known.get(lookup('a', { fingerprint: 'x' })), known.get(lookup('b'))];
  expect([a?.key, a?.description, a?.behavior, a?.effectiveGrants]).toEqual(['a', null, '{"a":1}', {}]);
  expect([b?.key, b?.description, b?.updatesUntil]).toEqual(['b', '', null]);
});

it('forgets the least recently used license at its limit, and keeps none at a limit of 0', () => {
  const known = new KnownLicenses(2);
  known.put(lookup('a'), rowOf('a'), CONTEXT);
  known.put(lookup('b'), rowOf('b'), CONTEXT);
  known.get(lookup('a'));
  known.put(lookup('c'), rowOf('c'), CONTEXT);
  known.put(lookup('c'), rowOf('c'), CONTEXT);
  expect(['a', 'b', 'c'].map((key) => known.get(lookup(key))?.key)).toEqual(['a', undefined, 'c']);

  const none = new KnownLicenses(0);
  none.put(lookup('a'), rowOf('a'), CONTEXT);
  expect(none.get(lookup('a'))).toBeUndefined();
});

it('replaces nothing at its limit for licenses that are read once', () => {
  const known = new KnownLicenses(2);
  const names = ['a', 'b', ...Array.from({ length: 100 }, (_, index) => `other ${index}`)];
  names.forEach((name) => known.put(lookup(name), rowOf(name), CONTEXT));
  expect(names.filter((name) => known.get(lookup(name)))).toEqual(['a', 'b']);
});

it('knows a license only for the device, the product and the products of the API key with which it was read', () => {
  const known = new KnownLicenses(10);
  known.put(lookup('a'), rowOf('a'), CONTEXT);
  const others = [{ fingerprint: 'laptop' }, { product: 'editor' }, { product_ids: '{1}' }];
  expect(others.map((other) => known.get(lookup('a', other)))).toEqual([undefined, undefined, undefined]);
});

it.each([{ components: '{}' }, { username: 'ann' }, { reserve: true }])('does not answer a call with %j', (asked) => {
  const known = new KnownLicenses(10);
  known.put(lookup('a'), rowOf('a'), CONTEXT);
  expect(known.get(lookup('a', asked))).toBeUndefined();
});

it('forgets one license when it has changed, and all after a lost connection', () => {
  const known = new KnownLicenses(10);
  ['a', 'b'].forEach((key) => known.put(lookup(key), rowOf(key), CONTEXT));
  known.forget(lookup('a'));
  expect([known.get(lookup('a')), known.get(lookup('b'))?.key]).toEqual([undefined, 'b']);
  known.clear();
  expect(known.get(lookup('b'))).toBeUndefined();
});

/** Checks a license beside others that are read, and returns whether it was read as well. */
function isReadIn(known: KnownLicenses, key: string): boolean {
  if (known.mayAnswer(true) && known.get(lookup(key))) {
    return false;
  }
  known.put(lookup(key), rowOf(key), CONTEXT);
  return true;
}

it('knows numbered devices that have room, however many are read for the first time', () => {
  const known = new KnownLicenses(1_000);
  const round = () => Array.from({ length: 500 }, (_, index) => isReadIn(known, `KEY-${index}`)).filter(Boolean).length;
  expect([round(), round(), round(), round()].at(-1)).toBe(0);
});

it('answers beside others that are read only where half of what is asked for is known or was read recently', () => {
  const known = new KnownLicenses(10);
  const isRead = (key: string) => isReadIn(known, key);
  expect(['a', 'a'].map(isRead)).toEqual([true, false]);
  Array.from({ length: 1_000 }, (_, index) => isRead(`other ${index}`));
  expect([isRead('a'), known.mayAnswer(false), known.get(lookup('a'))?.key]).toEqual([true, true, 'a']);
  Array.from({ length: 1_000 }, () => isRead('a'));
  expect(isRead('a')).toBe(false);
});

it('shares between licenses of a policy the texts that are alike, and no others', () => {
  const known = new KnownLicenses(10);
  const rows = [rowOf('a', 'first'), rowOf('b', null), rowOf('c', '\u007f')];
  rows.forEach((row) => known.put(lookup(row.key), row, CONTEXT));
  const shown = rows.map(({ key }) => known.get(lookup(key)));
  expect(shown.map((row) => [row?.key, row?.description, row?.behavior])).toEqual(
    rows.map(({ key, description, behavior }) => [key, description, behavior]),
  );
});
