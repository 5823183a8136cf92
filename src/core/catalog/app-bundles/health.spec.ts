import { AppBundle } from './app-bundle.entity';
import { healthOf, type HealthRequest } from './health';
import { DAY } from '../../common/calendar';

const NOW = new Date('2025-06-24T00:00:00Z');
const SECOND = 1_000;

const inDays = (days: number, milliseconds = 0) => new Date(NOW.getTime() + days * DAY + milliseconds);

function aBundle(overrides: Partial<AppBundle> = {}): AppBundle {
  return Object.assign(new AppBundle(), {
    status: 'active',
    expiresAt: inDays(400),
    version: '2.4.9',
    updatedAt: new Date('2025-06-01T12:00:00.750Z'),
    ...overrides,
  });
}

const UP_TO_DATE: HealthRequest = { version: '2.4.9', lastUpdate: new Date('2025-06-02T00:00:00Z') };
const OTHER_VERSION: HealthRequest = { ...UP_TO_DATE, version: '2.4.8' };
const OLD_UPDATE: HealthRequest = { ...UP_TO_DATE, lastUpdate: new Date('2025-05-31T00:00:00Z') };

// The words for each of: nothing said, up to date, another version, an old update.
describe.each([
  ['active', 31, ['active', 'active', 'needs_update', 'needs_update']],
  ['active', 30, ['needs_update', 'needs_update', 'needs_update', 'needs_update']],
  ['active', 29, ['needs_update', 'needs_update', 'needs_update', 'needs_update']],
  ['active', 1, ['needs_update', 'needs_update', 'needs_update', 'needs_update']],
  ['active', 0, ['needs_update', 'needs_update', 'needs_update', 'needs_update']],
  ['active', -1, ['needs_update', 'needs_update', 'needs_update', 'needs_update']],
  ['expired', 31, ['expired', 'expired', 'expired', 'expired']],
  ['expired', 30, ['expired', 'expired', 'expired', 'expired']],
  ['expired', 29, ['expired', 'expired', 'expired', 'expired']],
  ['expired', 1, ['expired', 'expired', 'expired', 'expired']],
  ['expired', 0, ['needs_update', 'needs_update', 'needs_update', 'needs_update']],
  ['expired', -1, ['needs_update', 'needs_update', 'needs_update', 'needs_update']],
  ['disabled', 31, ['disabled', 'disabled', 'disabled', 'disabled']],
  ['disabled', 30, ['disabled', 'disabled', 'disabled', 'disabled']],
  ['disabled', 29, ['disabled', 'disabled', 'disabled', 'disabled']],
  ['disabled', 1, ['disabled', 'disabled', 'disabled', 'disabled']],
  ['disabled', 0, ['disabled', 'disabled', 'disabled', 'disabled']],
  ['disabled', -1, ['disabled', 'disabled', 'disabled', 'disabled']],
] as const)('an app configured as %s with %i days left', (status, days, words) => {
  const bundle = aBundle({ status, expiresAt: inDays(days) });
  const requests = [{}, UP_TO_DATE, OTHER_VERSION, OLD_UPDATE];

  it.each(requests.map((request, index) => ({ request, word: words[index], index })))(
    'reads $word when it says $request',
    ({ request, word, index }) => {
      expect(healthOf(bundle, request, NOW)).toEqual({
        status: word,
        daysUntilExpiry: days,
        needsUpdate: status !== 'disabled' && (days <= 30 || index >= 2),
      });
    },
  );
});

it.each([
  [inDays(31, -1), 30, true],
  [inDays(31), 31, false],
  [inDays(1, -1), 0, true],
  [inDays(0, 1), 0, true],
  [inDays(0, -1), 0, true],
  [inDays(-1, 1), 0, true],
  [inDays(-1), -1, true],
])('cuts the days until %s toward zero: %i', (expiresAt, daysUntilExpiry, needsUpdate) => {
  expect(healthOf(aBundle({ expiresAt }), {}, NOW)).toMatchObject({ daysUntilExpiry, needsUpdate });
});

it('treats the exact expiration date of an expired bundle as passed', () => {
  expect(healthOf(aBundle({ status: 'expired', expiresAt: inDays(0, 1) }), {}, NOW).status).toBe('expired');
  expect(healthOf(aBundle({ status: 'expired', expiresAt: NOW }), {}, NOW).status).toBe('needs_update');
});

it('ignores the app version if none is configured', () => {
  expect(healthOf(aBundle({ version: '' }), OTHER_VERSION, NOW).needsUpdate).toBe(false);
});

it('compares the last update in whole seconds', () => {
  const told = new Date('2025-06-01T12:00:00Z');
  expect(healthOf(aBundle(), { lastUpdate: told }, NOW).needsUpdate).toBe(false);
  const earlier = new Date(told.getTime() - SECOND);
  expect(healthOf(aBundle(), { lastUpdate: earlier }, NOW).needsUpdate).toBe(true);
});
