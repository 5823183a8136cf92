import { takesAway } from './takes-away';

const granted = (value: unknown, expires_at: string | null = null) => ({ value, expires_at });
const metered = (limit: number | null, overage_percent: number | null = 0) => ({ limit, overage_percent });

/** Changes that take something away in this direction, and nothing in the other. */
const TAKING: [field: string, from: unknown, to: unknown][] = [
  ['max_activations', 5, 3],
  ['max_activations', null, 100],
  ['duration_days', 30, 14],
  ['grace_days', 7, 0],
  ['transfer_period_days', 30, 90],
  ['features', ['a', 'b'], ['b']],
  ['allowed_platforms', [], ['linux']],
  ['allowed_countries', ['DE', 'FR'], ['FR']],
  ['denied_countries', [], ['DE']],
  ['bind_on_check', true, false],
  ['require_user', false, true],
  ['is_active', true, false],
  ['when_full', 'deactivate_oldest', 'refuse'],
  ['expiry_strategy', 'allow_access', 'maintain_access'],
  ['virtual_machines', 'without_seat', 'count'],
  ['min_version', null, '2.0'],
  ['trial_policy', 'Trial', null],
  ['entitlements', granted(true), null],
  ['entitlements', granted(true), granted(false)],
  ['entitlements', granted(10), granted(5)],
  ['entitlements', granted('L'), granted('L', '2030-01-01T00:00:00.000Z')],
  ['meters', metered(10), null],
  ['meters', metered(null), metered(10)],
  ['meters', metered(10, 50), metered(10, 10)],
  ['meters', metered(10), { ...metered(10), limit_per_device: 5 }],
  ['credits', { limit: '10' }, { limit: '9.5' }],
  ['credits', { limit: '10', limit_per_user: '10' }, { limit: '10', limit_per_user: '9.5' }],
  ['rates', { credit: 'ai', amount: '0.1' }, { credit: 'ai', amount: '0.25' }],
  ['rate_limits', { limit: 10, window: 'day' }, { limit: 9, window: 'day' }],
  ['rate_limits', { limit: 10, window: 'day' }, null],
  ['choices', ['S', 'L'], ['S']],
  ['events', ['license.*', 'user.*'], ['user.*']],
  ['products', null, ['camera']],
];

it.each(TAKING)('a change of %s from %j to %j takes something away, and back gives it', (field, from, to) => {
  expect([takesAway(field, from, to), takesAway(field, to, from)]).toEqual([true, false]);
});

it('names, notes and new grants take nothing away', () => {
  const changes: [string, unknown, unknown][] = [
    ['name', 'A', 'B'],
    ['heartbeat_interval', 60, 30],
    ['seats_per', 'device', 'user'],
    ['entitlements', null, granted(false)],
    ['entitlements', granted('S'), granted('L')],
    ['meters', null, metered(0)],
    ['metadata', 1, null],
  ];
  expect(changes.filter(([field, from, to]) => takesAway(field, from, to))).toEqual([]);
});
