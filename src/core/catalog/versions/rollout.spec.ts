import { randomUUID } from 'node:crypto';
import { ProductVersion } from './product-version.entity';
import { explainOffer, mayDownload, nextStepOf, percentOf, type RolloutStep, sideOf, stateOf } from './rollout';

const NOW = new Date('2027-03-01T12:00:00Z');
const LICENSE = randomUUID();

function aVersion(fields: Partial<ProductVersion> = {}): ProductVersion {
  return Object.assign(new ProductVersion(), {
    uid: randomUUID(),
    version: '4.3.0',
    channel: 'stable',
    isActive: true,
    rolloutSteps: null,
    rolloutChannels: [],
    rolloutLicenses: [],
    haltedAt: null,
    withdrawnAt: null,
    ...fields,
  });
}

const since = (percent: number, at: string | null = '2027-01-01T00:00:00Z'): RolloutStep => ({ percent, at });
const devices = Array.from({ length: 10_000 }, (_, index) => `device-${index}`);
const offeredTo = (version: ProductVersion): string[] =>
  devices.filter((device) => explainOffer(version, { device }, NOW).isOffered);

it.each([1, 5, 25, 50, 99])('offers %i %% to about that share of 10,000 devices', (percent) => {
  const count = offeredTo(aVersion({ uid: 'fixed', rolloutSteps: [since(percent)] })).length;
  expect(Math.abs(count - percent * 100)).toBeLessThan(200);
});

it('puts a device always on the same side, and on another one for another version', () => {
  const version = randomUUID();
  expect(sideOf(version, { device: 'desk' })).toBe(sideOf(version, { device: 'desk', license: LICENSE }));
  const sides = Array.from({ length: 20 }, () => sideOf(randomUUID(), { device: 'desk' }));
  expect(new Set(sides).size).toBeGreaterThan(10);
});

it('only adds devices with each step', () => {
  const uid = randomUUID();
  let before = new Set<string>();
  for (const percent of [5, 25, 50, 100]) {
    const offered = new Set(offeredTo(aVersion({ uid, rolloutSteps: [since(percent)] })));
    expect([...before].filter((device) => !offered.has(device))).toEqual([]);
    before = offered;
  }
  expect(before.size).toBe(devices.length);
});

it('takes steps by their dates, and leaves those without a date out', () => {
  const version = aVersion({
    rolloutSteps: [since(5), since(25, '2027-03-01T12:00:00Z'), since(50, null), since(100, '2027-03-02T00:00:00Z')],
  });
  expect([percentOf(version, new Date('2027-03-01T11:59:59Z')), percentOf(version, NOW)]).toEqual([5, 25]);
  expect(nextStepOf(version, NOW)).toEqual(since(50, null));
  expect(percentOf(version, new Date('2027-03-02T00:00:00Z'))).toBe(100);
});

it('derives the state of a version', () => {
  const states = [
    aVersion({ isActive: false }),
    aVersion({ isActive: false, withdrawnAt: NOW }),
    aVersion({ haltedAt: NOW }),
    aVersion({ rolloutSteps: [since(99)] }),
    aVersion({ rolloutSteps: [since(100)] }),
    aVersion(),
  ].map((version) => stateOf(version, NOW));
  expect(states).toEqual(['draft', 'withdrawn', 'halted', 'rolling_out', 'published', 'published']);
});

it('explains why a version is offered or not', () => {
  const rolling = { rolloutSteps: [since(1, null)], rolloutLicenses: [LICENSE], rolloutChannels: ['beta'] };
  const reasonOf = (fields: Partial<ProductVersion>, subject = {}, channel = 'stable') =>
    explainOffer(aVersion(fields), subject, NOW, channel).reason;
  expect(reasonOf({ isActive: false })).toBe('draft');
  expect(reasonOf({ isActive: false, withdrawnAt: NOW })).toBe('withdrawn');
  expect(reasonOf({ channel: 'beta' })).toBe('other_channel');
  expect(reasonOf({ haltedAt: NOW })).toBe('halted');
  expect(reasonOf({})).toBe('everyone');
  expect(reasonOf(rolling, { device: 'desk', license: LICENSE })).toBe('license');
  expect(reasonOf(rolling, { device: 'desk' }, 'Beta')).toBe('channel');
  expect(reasonOf(rolling)).toBe('no_device');
  expect(reasonOf(rolling, { device: 'desk' })).toBe('outside');
  expect(
    reasonOf(
      { rolloutSteps: [since(50)], uid: 'a' },
      { device: devices.find((device) => (sideOf('a', { device }) ?? 0) < 5000) },
    ),
  ).toBe('within');
});

it('allows the download of a halted version to devices that were offered it or run it', () => {
  const version = aVersion({
    rolloutSteps: [since(50), since(100, '2027-02-15T00:00:00Z')],
    haltedAt: new Date('2027-02-01'),
  });
  const side = (device: string) => sideOf(version.uid, { device }) ?? 0;
  const within = devices.find((device) => side(device) < 5000);
  const outside = devices.find((device) => side(device) >= 5000);
  expect(mayDownload(version, { device: within }, NOW, {})).toBe(true);
  expect(mayDownload(version, { device: outside }, NOW, {})).toBe(false);
  expect(mayDownload(version, { device: outside }, NOW, { current: '4.3.0' })).toBe(true);
  expect(mayDownload(aVersion({ isActive: false, withdrawnAt: NOW }), {}, NOW, { current: '4.3.0' })).toBe(false);
});
