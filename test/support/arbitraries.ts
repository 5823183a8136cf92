import fc from 'fast-check';
import type { LicenseContext, VerificationRequest } from '../../src/licensing/activations/evaluate';
import { Activation } from '../../src/licensing/activations/activation.entity';
import { Blacklist } from '../../src/licensing/activations/blacklist';
import type { Refusal } from '../../src/licensing/activations/verdict';
import { License } from '../../src/licensing/licenses/license.entity';
import type { Behavior } from '../../src/catalog/policies/policy.entity';
import { Product } from '../../src/catalog/products/product.entity';

export const NOW = new Date('2027-06-15T12:00:00.000Z');
export const DAY = 86_400_000;

const BEHAVIOR: Behavior = {
  bindOnCheck: false,
  deviceUniqueWithin: 'license',
  whenFull: 'refuse',
  graceDays: 0,
  heartbeatInterval: 3600,
  heartbeatTimeout: null,
  deadSeats: 'keep',
  addFirstDomain: false,
};

const NOBODY = new Blacklist();

export type FoundParts = Partial<Omit<LicenseContext, 'license' | 'product' | 'behavior'>> & {
  license?: Partial<License>;
  product?: Partial<Product>;
  behavior?: Partial<Behavior>;
};

/** A usable license of two seats, none of which is taken; a test names only what it is about. */
export function aFound({ license, product, behavior, ...rest }: FoundParts = {}): LicenseContext {
  return {
    license: Object.assign(new License(), {
      id: 1,
      key: 'AAAA-BBBB',
      updatesUntil: null,
      revokedAt: null,
      blockedAt: null,
      disabledAt: null,
      startsAt: null,
      expiresAt: null,
      maxActivations: 2,
      usesLimit: null,
      allowedDomains: [],
      allowedIps: [],
      restrictedToClientName: null,
      restrictedToEmail: null,
      ...license,
    }),
    product: Object.assign(new Product(), { id: 7, reference: 'photo-studio', isActive: true, ...product }),
    behavior: { ...BEHAVIOR, ...behavior },
    activation: null,
    seatsTaken: 0,
    seatsDead: 0,
    usesTaken: 0,
    boundElsewhere: false,
    blacklist: NOBODY,
    customer: null,
    ...rest,
  };
}

export function anActivation(overrides: Partial<Activation> = {}): Activation {
  return Object.assign(new Activation(), { id: 5, fingerprint: 'desk', deactivatedAt: null, ...overrides });
}

export function aCustomer(
  overrides: Partial<NonNullable<LicenseContext['customer']>> = {},
): NonNullable<LicenseContext['customer']> {
  return { name: 'Anybody', reference: null, email: null, ...overrides };
}

export const ENDED = { deactivatedAt: new Date(NOW.getTime() - DAY) };

/** One thing that may be wrong: what makes it so, and the refusal that it then calls for. */
interface Circumstance {
  found?: FoundParts;
  question?: Partial<VerificationRequest>;
  breaks?: Refusal;
}

const fine = (found: FoundParts, question: Partial<VerificationRequest> = {}): Circumstance => ({ found, question });
const breaking = (breaks: Refusal, found: FoundParts, question: Partial<VerificationRequest> = {}): Circumstance => ({
  breaks,
  found,
  question,
});
const license = (parts: Partial<License>): FoundParts => ({ license: parts });
const after = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

const PRODUCT = [
  fine({}),
  fine({}, { product: 'photo-studio' }),
  breaking('PRODUCT_MISMATCH', {}, { product: 'Photo-Studio' }),
  breaking('PRODUCT_MISMATCH', {}, { product: 'video-studio' }),
];
const BLACKLIST = [
  fine({}),
  fine({ blacklist: new Blacklist({ codes: ['aaaa-bbbb'], addresses: ['203.0.113.0/24'] }) }, { caller: '192.0.2.1' }),
  breaking('BLACKLISTED', { blacklist: new Blacklist({ codes: ['AAAA-BBBB'] }) }),
  breaking('BLACKLISTED', { blacklist: new Blacklist({ addresses: ['203.0.113.0/24'] }) }, { caller: '203.0.113.9' }),
  breaking('BLACKLISTED', { blacklist: new Blacklist({ buyers: ['Acme'] }), customer: aCustomer({ name: 'ACME' }) }),
  breaking('BLACKLISTED', { isThrottled: true }),
];
const REVOKED = [fine({}), breaking('REVOKED', license({ revokedAt: NOW }))];
const BLOCKED = [fine({}), breaking('BLOCKED', license({ blockedAt: NOW }))];
const DISABLED = [fine({}), breaking('DISABLED', license({ disabledAt: NOW }))];
const START = [fine({}), fine(license({ startsAt: NOW })), breaking('NOT_STARTED', license({ startsAt: after(1) }))];
const DOMAIN = [
  fine({}, { domain: 'anywhere.example' }),
  fine(license({ allowedDomains: ['shop.example'] })),
  fine(license({ allowedDomains: ['other.example', '*.shop.example'] }), { domain: 'https://eu.shop.example/cart' }),
  breaking('DOMAIN_NOT_ALLOWED', license({ allowedDomains: ['*.shop.example'] }), { domain: 'shop.example' }),
  breaking('DOMAIN_NOT_ALLOWED', license({ allowedDomains: ['shop.example'] }), { domain: '' }),
];
const ADDRESS = [
  fine({}, { address: '192.0.2.1' }),
  fine(license({ allowedIps: ['10.0.0.0/8'] })),
  fine(license({ allowedIps: ['10.0.0.0/8'] }), { address: '::ffff:10.1.2.3' }),
  breaking('IP_NOT_ALLOWED', license({ allowedIps: ['10.0.0.0/8'] }), { address: '192.0.2.1' }),
  breaking('IP_NOT_ALLOWED', license({ allowedIps: ['10.0.0.*'] }), { address: null }),
];
const CUSTOMER = [
  fine({}, { clientName: 'Anybody', email: 'any@body.example' }),
  fine(license({ restrictedToClientName: 'Acme', restrictedToEmail: 'it@acme.example' })),
  fine(license({ restrictedToClientName: 'Acme' }), { clientName: ' ACME ' }),
  breaking('CUSTOMER_MISMATCH', license({ restrictedToClientName: 'Acme' }), { clientName: 'Acme Ltd' }),
  breaking('CUSTOMER_MISMATCH', license({ restrictedToEmail: 'it@acme.example' }), { email: 'hr@acme.example' }),
];

const TERM = [
  { expiresAt: null, graceDays: 0, term: 'running' },
  { expiresAt: after(1), graceDays: 0, term: 'running' },
  { expiresAt: NOW, graceDays: 0, term: 'over' },
  { expiresAt: NOW, graceDays: 1, term: 'grace' },
  { expiresAt: after(1 - 3 * DAY), graceDays: 3, term: 'grace' },
  { expiresAt: after(-3 * DAY), graceDays: 3, term: 'over' },
] as const;

/** Who asks from where, and how full the license is: as far as the database could say so. */
export interface Seating {
  asks: VerificationRequest['operation'];
  device: 'unnamed' | 'any' | 'unknown' | 'ended' | 'live';
  namesOtherId: boolean;
  max: number | null;
  taken: number;
  dead: number;
  usesLimit: number | null;
  uses: number;
  boundElsewhere: boolean;
  makesRoom: boolean;
  productActive: boolean;
  updatesEnded: boolean;
}

const seating: fc.Arbitrary<Seating> = fc
  .record({
    asks: fc.constantFrom('check' as const, 'bind' as const, 'activate' as const, 'download' as const),
    device: fc.constantFrom('unnamed' as const, 'any' as const, 'unknown' as const, 'ended' as const, 'live' as const),
    namesOtherId: fc.boolean(),
    max: fc.option(fc.integer({ min: 1, max: 3 })),
    taken: fc.integer({ min: 0, max: 4 }),
    dead: fc.integer({ min: 0, max: 4 }),
    usesLimit: fc.option(fc.integer({ min: 1, max: 3 })),
    uses: fc.integer({ min: 0, max: 4 }),
    boundElsewhere: fc.boolean(),
    makesRoom: fc.boolean(),
    productActive: fc.boolean(),
    updatesEnded: fc.boolean(),
  })
  .map((drawn) => {
    const isNamed = drawn.device !== 'unnamed' && drawn.device !== 'any';
    const asks = isNamed || drawn.asks === 'download' ? drawn.asks : ('check' as const);
    const taken = Math.max(drawn.taken, drawn.device === 'live' ? 1 : 0);
    return {
      ...drawn,
      asks,
      taken,
      dead: Math.min(drawn.dead, taken),
      uses: Math.max(drawn.uses, taken + (drawn.device === 'ended' ? 1 : 0)),
      boundElsewhere: drawn.boundElsewhere && isNamed,
    };
  });

export interface Situation {
  found: LicenseContext;
  question: VerificationRequest;
  seating: Seating;
  term: 'running' | 'grace' | 'over';
  /** Refusals that the circumstances call for, seats and product state aside. */
  broken: Refusal[];
}

/** Anything that the database may know and a program may ask, with what is wrong about it. */
export const situations: fc.Arbitrary<Situation> = fc
  .tuple(
    seating,
    fc.constantFrom(...TERM),
    ...[PRODUCT, BLACKLIST, REVOKED, BLOCKED, DISABLED, START, DOMAIN, ADDRESS, CUSTOMER].map((choices) =>
      // Mostly fine, so that the later rules are reached too.
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...choices.filter(({ breaks }) => !breaks)) },
        fc.constantFrom(...choices),
      ),
    ),
  )
  .map(([seats, { expiresAt, graceDays, term }, ...circumstances]) => ({
    seating: seats,
    term,
    broken: circumstances.flatMap(({ breaks }) => breaks ?? []),
    found: aFound({
      ...Object.assign({}, ...circumstances.map(({ found: { license: _license, ...rest } = {} }) => rest)),
      license: {
        ...Object.assign({}, ...circumstances.map(({ found }) => found?.license)),
        updatesUntil: seats.updatesEnded ? NOW : null,
        expiresAt,
        maxActivations: seats.max,
        usesLimit: seats.usesLimit,
      },
      product: { isActive: seats.productActive },
      behavior: { graceDays, whenFull: seats.makesRoom ? 'deactivate_oldest' : 'refuse' },
      activation: activationOf(seats),
      seatsTaken: seats.taken,
      seatsDead: seats.dead,
      usesTaken: seats.uses,
      boundElsewhere: seats.boundElsewhere,
    }),
    question: {
      ...Object.assign({}, ...circumstances.map(({ question }) => question)),
      operation: seats.asks,
      fingerprint: seats.device === 'unnamed' || seats.device === 'any' ? undefined : 'desk',
      anyDevice: seats.device === 'any' ? true : undefined,
      activationId: seats.namesOtherId ? 6 : undefined,
    },
  }));

function activationOf({ device }: Seating): Activation | null {
  if (device === 'live') {
    return anActivation();
  }
  return device === 'ended' ? anActivation(ENDED) : null;
}
