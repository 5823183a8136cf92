import fc from 'fast-check';
import { aProduct } from '../../testkit/callers';
import { changePolicy, declare } from '../../support/grants';
import { changed, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';
import { cases } from '../../testkit/sample';

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const START = Date.parse('2031-03-01T12:00:00Z');
const FLAGS = ['export', 'read'];

const STRATEGIES = ['revoke_access', 'restrict_access', 'maintain_access', 'allow_access'] as const;
const BASES = ['end', 'today', 'today_if_expired'] as const;

interface Terms {
  expiry_strategy: (typeof STRATEGIES)[number];
  grace_days: number;
  renewal_basis: (typeof BASES)[number];
}
type Step =
  | { policy: Partial<Terms> }
  | { override: Partial<Terms> }
  | { days: number }
  | { extend: { days: number; from?: Terms['renewal_basis'] } }
  | { expires: number };

const terms: fc.Arbitrary<Partial<Terms>> = fc.record(
  {
    expiry_strategy: fc.constantFrom(...STRATEGIES),
    grace_days: fc.constantFrom(0, 3, 10),
    renewal_basis: fc.constantFrom(...BASES),
  },
  { requiredKeys: [] },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ policy: terms }),
  fc.record({ override: terms }),
  { weight: 2, arbitrary: fc.record({ days: fc.integer({ min: 1, max: 8 }) }) },
  fc.record({
    extend: fc.record(
      { days: fc.integer({ min: 1, max: 9 }), from: fc.constantFrom(...BASES) },
      { requiredKeys: ['days'] },
    ),
  }),
  fc.record({ expires: fc.integer({ min: -9, max: 9 }) }),
);

/** What a term promises, without a database. */
class Model {
  expiresAt = START + 5 * DAY;
  policy: Terms = { expiry_strategy: 'revoke_access', grace_days: 0, renewal_basis: 'end' };
  overrides: Partial<Terms> = {};

  extend(days: number, from: Terms['renewal_basis'] | undefined, now: number): void {
    const basis = from ?? this.terms.renewal_basis;
    const isToday = basis === 'today' || (basis === 'today_if_expired' && this.expiresAt <= now);
    // An extension never shortens a license.
    this.expiresAt = Math.max(this.expiresAt, (isToday ? now : this.expiresAt) + days * DAY);
  }

  verdict(now: number) {
    const { expiry_strategy: strategy, grace_days: grace } = this.terms;
    const isOver = this.expiresAt + grace * DAY <= now;
    const code = this.expiresAt > now ? 'VALID' : isOver ? 'EXPIRED_BUT_USABLE' : 'IN_GRACE';
    const isRefused = isOver && strategy === 'revoke_access';
    return {
      valid: !isRefused,
      code: isRefused ? 'EXPIRED' : code,
      valid_until: new Date(this.expiresAt).toISOString(),
      features: isOver && strategy === 'restrict_access' ? ['read'] : FLAGS,
    };
  }

  private get terms(): Terms {
    return { ...this.policy, ...this.overrides };
  }
}

it('agrees with a model in any sequence of expiries, renewals and changes of the policy', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      let now = START;
      server.clock.holdAt(new Date(now).toISOString());
      const product = await aProduct(server, `terms-${(count += 1)}`);
      for (const flag of FLAGS) {
        await declare(server, product, flag);
      }
      const entitlements = Object.fromEntries(FLAGS.map((flag) => [flag, true]));
      await changePolicy(server, product.policy, { entitlements, entitlements_after_expiry: ['read'] });
      const model = new Model();
      const date = (): string => new Date(model.expiresAt).toISOString();
      const license = await issued(server, { product: product.reference, expires_at: date() });
      for (const given of steps) {
        if ('policy' in given) {
          await changePolicy(server, product.policy, given.policy);
          Object.assign(model.policy, given.policy);
        } else if ('override' in given) {
          await changed(server, license, { policy_overrides: given.override });
          model.overrides = given.override;
        } else if ('days' in given) {
          now += given.days * DAY;
          server.clock.holdAt(new Date(now).toISOString());
        } else if ('extend' in given) {
          const { days, from } = given.extend;
          const answer = await server.asAdmin('POST', `/api/v1/licenses/${license.id}/extend`, { body: given.extend });
          expect(answer.status).toBe(200);
          model.extend(days, from, now);
        } else {
          model.expiresAt = now + given.expires * DAY;
          await changed(server, license, { expires_at: date() });
        }
        const { body } = await validate(server, license.key);
        expect(body).toMatchObject(model.verdict(now));
      }
    }),
    cases(4),
  );
});
