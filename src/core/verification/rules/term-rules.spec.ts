import { buildContext } from '../../../../test/support/arbitraries';
import { endOfUpdates } from './term-rules';

const NOW = new Date('2027-03-01T00:00:00Z');
const [EARLY, LATE, COMING] = [new Date('2027-01-01'), new Date('2027-02-01'), new Date('2027-06-01')];

const endOf = (expiresAt: Date | null, updatesUntil: Date | null, expiryStrategy: 'restrict_access' | 'allow_access') =>
  endOfUpdates(buildContext({ license: { expiresAt, updatesUntil }, behavior: { expiryStrategy, graceDays: 0 } }), NOW);

it.each([
  ['of a license that has not expired is its own', COMING, LATE, LATE],
  ['of a license that has expired is its expiry', EARLY, null, EARLY],
  ['of a license that has expired is its expiry, if that came before', EARLY, LATE, EARLY],
  ['of a license that has expired is its own, if that came before', LATE, EARLY, EARLY],
  ['of a license without both is none', null, null, null],
])('the end of updates %s', (_case, expiresAt, updatesUntil, expected) => {
  expect(endOf(expiresAt, updatesUntil, 'restrict_access')).toEqual(expected);
});

it('the end of updates is unaffected by the expiry if the policy allows access after it', () => {
  expect([endOf(EARLY, LATE, 'allow_access'), endOf(EARLY, null, 'allow_access')]).toEqual([LATE, null]);
});
