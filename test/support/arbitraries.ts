import fc from 'fast-check';
import type { LicenseContext, VerificationRequest } from '../../src/core/verification/rules/license-context';
import { Activation } from '../../src/core/licenses/activations/activation.entity';
import { Blacklist } from '../../src/core/verification/rules/blacklist';
import type { Refusal } from '../../src/core/verification/rules/verdict';
import { License } from '../../src/core/licenses/licenses/license.entity';
import type { Behavior } from '../../src/core/catalog/policies/behavior';
import { Product } from '../../src/core/catalog/products/product.entity';
import { DAY } from '../../src/core/common/calendar';

export const NOW = new Date('2027-06-15T12:00:00.000Z');

const BEHAVIOR: Behavior = {
  bindOnCheck: false,
  deviceUniqueWithin: 'license',
  whenFull: 'refuse',
  componentMatch: 'none',
  virtualMachines: 'count',
  containers: 'count',
  developmentHosts: 'count',
  localDomains: 'without_seat',
  stagingHosts: 'without_seat',
  freeHosts: [],
  maxFreeHosts: 20,
  maxCores: null,
  maxMemoryMb: null,
  maxDiskGb: null,
  maxTotalCores: null,
  maxTotalMemoryMb: null,
  maxTotalDiskGb: null,
  unreportedSize: 'allow',
  seatOveragePercent: 0,
  seatsPer: 'device',
  requireUser: false,
  assignUserOnUse: false,
  seatsPerProduct: false,
  maxTransfers: null,
  transferPeriodDays: 30,
  graceDays: 0,
  expiryStrategy: 'revoke_access',
  entitlementsAfterExpiry: [],
  renewalBasis: 'end',
  checkInInterval: null,
  heartbeatInterval: 3600,
  heartbeatTimeout: null,
  deadSeats: 'keep',
  maxBorrowDays: 0,
  maxBorrowed: null,
  sessionLease: 60,
  idleTimeout: null,
  sessionsCountBy: 'instance',
  maxSessionsPerUser: null,
  maxSessionsPerMachine: null,
  maxMachinesPerUser: null,
  offlineDays: 30,
  portalKeyReplacements: 0,
  replacedKeyDays: 0,
  replacedKeyOnKnownDevices: false,
  addFirstDomain: false,
  minVersion: null,
  maxVersion: null,
  termMeter: null,
  reportOnly: [],
  reportOnlyUntil: null,
  allowedPlatforms: [],
  allowedChannels: [],
  maxValidationsPerMinute: null,
  maxUsesPerMinute: null,
  rateLimits: {},
  allowedCountries: [],
  deniedCountries: [],
};

const NOBODY = new Blacklist();

export type ContextParts = Partial<Omit<LicenseContext, 'license' | 'product' | 'behavior'>> & {
  license?: Partial<License>;
  product?: Partial<Product>;
  behavior?: Partial<Behavior>;
};

/** The context of a usable license with two free seats; a test states only the differences. */
export function buildContext({ license, product, behavior, ...rest }: ContextParts = {}): LicenseContext {
  return {
    license: Object.assign(new License(), {
      id: 1,
      key: 'AAAA-BBBB',
      updatesUntil: null,
      checkedInAt: null,
      revokedAt: null,
      blockedAt: null,
      disabledAt: null,
      startsAt: null,
      expiresAt: null,
      maxActivations: 2,
      maxUsers: null,
      usesLimit: null,
      allowedDomains: [],
      allowedIps: [],
      restrictedToClientName: null,
      restrictedToEmail: null,
      productIds: null,
      effectiveGrants: {},
      ...license,
    }),
    product: Object.assign(new Product(), { id: 7, reference: 'photo-studio', isActive: true, ...product }),
    behavior: { ...BEHAVIOR, ...behavior },
    activation: null,
    seatProductId: null,
    seatsTaken: 0,
    seatsExpired: 0,
    usesTaken: 0,
    boundElsewhere: false,
    blacklist: NOBODY,
    countries: null,
    customer: null,
    ...rest,
  };
}

export function anActivation(overrides: Partial<Activation> = {}): Activation {
  return Object.assign(new Activation(), {
    id: 5,
    fingerprint: 'desk',
    environment: null,
    cores: null,
    memoryMb: null,
    diskGb: null,
    takesSeat: true,
    lastSeenAt: new Date(NOW.getTime() - 60_000),
    deactivatedAt: null,
    ...overrides,
  });
}

export function aCustomer(
  overrides: Partial<NonNullable<LicenseContext['customer']>> = {},
): NonNullable<LicenseContext['customer']> {
  return { name: 'Anybody', reference: null, email: null, company: null, ...overrides };
}

export const ENDED = { deactivatedAt: new Date(NOW.getTime() - DAY) };

/** A condition, and the refusal that it causes, if any. */
interface Condition {
  context?: ContextParts;
  request?: Partial<VerificationRequest>;
  refusal?: Refusal;
}

const valid = (context: ContextParts, request: Partial<VerificationRequest> = {}): Condition => ({ context, request });
const refused = (refusal: Refusal, context: ContextParts, request: Partial<VerificationRequest> = {}): Condition => ({
  refusal,
  context,
  request,
});
const license = (parts: Partial<License>): ContextParts => ({ license: parts });
const after = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

const PRODUCT = [
  valid({}),
  valid({}, { product: 'photo-studio' }),
  refused('PRODUCT_MISMATCH', {}, { product: 'Photo-Studio' }),
  refused('PRODUCT_MISMATCH', {}, { product: 'video-studio' }),
];
const BLACKLIST = [
  valid({}),
  valid({ blacklist: new Blacklist({ codes: ['aaaa-bbbb'], addresses: ['203.0.113.0/24'] }) }, { caller: '192.0.2.1' }),
  refused('BLACKLISTED', { blacklist: new Blacklist({ codes: ['AAAA-BBBB'] }) }),
  refused('BLACKLISTED', { blacklist: new Blacklist({ addresses: ['203.0.113.0/24'] }) }, { caller: '203.0.113.9' }),
  refused('BLACKLISTED', { blacklist: new Blacklist({ buyers: ['Acme'] }), customer: aCustomer({ name: 'ACME' }) }),
  refused('BLACKLISTED', { isThrottled: true }),
];
const REVOKED = [valid({}), refused('REVOKED', license({ revokedAt: NOW }))];
const BLOCKED = [valid({}), refused('BLOCKED', license({ blockedAt: NOW }))];
const DISABLED = [valid({}), refused('DISABLED', license({ disabledAt: NOW }))];
const START = [valid({}), valid(license({ startsAt: NOW })), refused('NOT_STARTED', license({ startsAt: after(1) }))];
const DOMAIN = [
  valid({}, { domain: 'anywhere.example' }),
  valid(license({ allowedDomains: ['shop.example'] })),
  valid(license({ allowedDomains: ['other.example', '*.shop.example'] }), { domain: 'https://eu.shop.example/cart' }),
  refused('DOMAIN_NOT_ALLOWED', license({ allowedDomains: ['*.shop.example'] }), { domain: 'shop.example' }),
  refused('DOMAIN_NOT_ALLOWED', license({ allowedDomains: ['shop.example'] }), { domain: '' }),
];
const ADDRESS = [
  valid({}, { address: '192.0.2.1' }),
  valid(license({ allowedIps: ['10.0.0.0/8'] })),
  valid(license({ allowedIps: ['10.0.0.0/8'] }), { address: '::ffff:10.1.2.3' }),
  refused('IP_NOT_ALLOWED', license({ allowedIps: ['10.0.0.0/8'] }), { address: '192.0.2.1' }),
  refused('IP_NOT_ALLOWED', license({ allowedIps: ['10.0.0.*'] }), { address: null }),
];
const IN_GERMANY = { countries: { countryOf: () => 'DE' } };
const COUNTRY = [
  valid({}),
  valid({ ...IN_GERMANY, behavior: { allowedCountries: ['DE'], deniedCountries: ['FR'] } }, { caller: '192.0.2.1' }),
  refused('COUNTRY_NOT_ALLOWED', { ...IN_GERMANY, behavior: { deniedCountries: ['DE'] } }, { caller: '192.0.2.1' }),
  refused('COUNTRY_NOT_ALLOWED', { behavior: { deniedCountries: ['FR'] } }, { caller: '192.0.2.1' }),
];
const DEVICE = [
  valid({}, { environment: 'container', cores: 64, memoryMb: 1 }),
  valid({ behavior: { containers: 'refuse', maxCores: 4, maxMemoryMb: 8_192 } }, { cores: 4, memoryMb: 8_192 }),
  valid({ behavior: { virtualMachines: 'refuse' } }, { environment: 'development' }),
  refused('DEVICE_NOT_ALLOWED', { behavior: { containers: 'refuse' } }, { environment: 'container' }),
  refused('DEVICE_NOT_ALLOWED', { behavior: { maxCores: 4 } }, { cores: 5 }),
  refused('DEVICE_NOT_ALLOWED', { behavior: { maxMemoryMb: 8_192 } }, { memoryMb: 8_193 }),
  refused('DEVICE_NOT_ALLOWED', { behavior: { maxDiskGb: 100 } }, { diskGb: 101 }),
];
const CUSTOMER = [
  valid({}, { clientName: 'Anybody', email: 'any@body.example' }),
  valid(license({ restrictedToClientName: 'Acme', restrictedToEmail: 'it@acme.example' })),
  valid(license({ restrictedToClientName: 'Acme' }), { clientName: ' ACME ' }),
  refused('CUSTOMER_MISMATCH', license({ restrictedToClientName: 'Acme' }), { clientName: 'Acme Ltd' }),
  refused('CUSTOMER_MISMATCH', license({ restrictedToEmail: 'it@acme.example' }), { email: 'hr@acme.example' }),
];
const VERSION = [
  valid({}, { version: '2.0' }),
  valid({ behavior: { minVersion: '1.0', maxVersion: '1.9' } }),
  valid({ behavior: { minVersion: '1.0', maxVersion: '1.9' } }, { version: 'v1.9.0' }),
  refused('VERSION_NOT_ALLOWED', { behavior: { minVersion: '1.10' } }, { version: '1.9' }),
  refused('VERSION_NOT_ALLOWED', { behavior: { maxVersion: '1.9' } }, { version: '1.10' }),
  valid({ behavior: { allowedPlatforms: ['linux'], allowedChannels: ['beta'] } }),
  valid({ behavior: { allowedPlatforms: ['Linux'] } }, { platform: 'linux', channel: 'beta' }),
  refused('VERSION_NOT_ALLOWED', { behavior: { allowedPlatforms: ['linux'] } }, { platform: 'windows' }),
  refused('VERSION_NOT_ALLOWED', { behavior: { allowedChannels: ['stable'] } }, { channel: 'beta' }),
];
const ENTITLED = license({
  effectiveGrants: {
    entitlements: {
      export: { value: true, expires_at: null, from: 'policy' },
      seats: { value: 0, expires_at: null, from: 'license' },
      cloud: { value: false, expires_at: null, from: 'license' },
      trial: { value: true, expires_at: NOW.toISOString(), from: 'license' },
    },
  },
});
const ENTITLEMENTS = [
  valid({}, { entitlements: [] }),
  valid(ENTITLED),
  valid(ENTITLED, { entitlements: ['export', 'seats'] }),
  refused('ENTITLEMENT_MISSING', ENTITLED, { entitlements: ['export', 'cloud'] }),
  refused('ENTITLEMENT_MISSING', ENTITLED, { entitlements: ['trial'] }),
  refused('ENTITLEMENT_MISSING', {}, { entitlements: ['export'] }),
];

const TERM = [
  { expiresAt: null, graceDays: 0, term: 'running' },
  { expiresAt: after(-DAY), graceDays: 0, term: 'kept' },
  { expiresAt: after(1), graceDays: 0, term: 'running' },
  { expiresAt: NOW, graceDays: 0, term: 'over' },
  { expiresAt: NOW, graceDays: 1, term: 'grace' },
  { expiresAt: after(1 - 3 * DAY), graceDays: 3, term: 'grace' },
  { expiresAt: after(-3 * DAY), graceDays: 3, term: 'over' },
] as const;

/** The calling device and the usage of the license, in combinations that the database allows. */
export interface Seating {
  operation: VerificationRequest['operation'];
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
  /** The device must check in every minute, and did not. */
  overdue: boolean;
  overagePercent: number | null;
}

const seating: fc.Arbitrary<Seating> = fc
  .record({
    operation: fc.constantFrom('check' as const, 'bind' as const, 'activate' as const, 'download' as const),
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
    // Mostly in time, so that the later rules are reached too.
    overdue: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 0),
    overagePercent: fc.constantFrom(0, 50, 100, null),
  })
  .map((drawn) => {
    const isNamed = drawn.device !== 'unnamed' && drawn.device !== 'any';
    const operation = isNamed || drawn.operation === 'download' ? drawn.operation : ('check' as const);
    const taken = Math.max(drawn.taken, drawn.device === 'live' ? 1 : 0);
    return {
      ...drawn,
      operation,
      taken,
      dead: Math.min(drawn.dead, taken),
      uses: Math.max(drawn.uses, taken + (drawn.device === 'ended' ? 1 : 0)),
      boundElsewhere: drawn.boundElsewhere && isNamed,
    };
  });

export interface Situation {
  context: LicenseContext;
  request: VerificationRequest;
  seating: Seating;
  term: 'running' | 'grace' | 'over' | 'kept';
  /** Refusals that the conditions cause, apart from seats and product state. */
  broken: Refusal[];
}

/** Any context and request, with the refusals that they cause. */
export const situations: fc.Arbitrary<Situation> = fc
  .tuple(
    seating,
    fc.constantFrom(...TERM),
    ...[
      PRODUCT,
      COUNTRY,
      BLACKLIST,
      REVOKED,
      BLOCKED,
      DISABLED,
      START,
      DOMAIN,
      ADDRESS,
      DEVICE,
      CUSTOMER,
      VERSION,
      ENTITLEMENTS,
    ].map((choices) =>
      // Mostly valid, so that the later rules are reached too.
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...choices.filter(({ refusal }) => !refusal)) },
        fc.constantFrom(...choices),
      ),
    ),
  )
  .map(([seats, { expiresAt, graceDays, term }, ...conditions]) => ({
    seating: seats,
    term,
    broken: conditions.flatMap(({ refusal }) => refusal ?? []),
    context: buildContext({
      ...Object.assign({}, ...conditions.map(({ context: { license: _license, ...rest } = {} }) => rest)),
      license: {
        ...Object.assign({}, ...conditions.map(({ context }) => context?.license)),
        updatesUntil: seats.updatesEnded ? NOW : null,
        expiresAt,
        maxActivations: seats.max,
        usesLimit: seats.usesLimit,
      },
      product: { isActive: seats.productActive },
      behavior: {
        ...Object.assign({}, ...conditions.map(({ context }) => context?.behavior)),
        graceDays,
        expiryStrategy: term === 'kept' ? 'allow_access' : 'revoke_access',
        checkInInterval: seats.overdue ? 60 : null,
        seatOveragePercent: seats.overagePercent,
        whenFull: seats.makesRoom ? 'deactivate_oldest' : 'refuse',
      },
      activation: activationOf(seats),
      seatsTaken: seats.taken,
      seatsExpired: seats.dead,
      usesTaken: seats.uses,
      boundElsewhere: seats.boundElsewhere,
    }),
    request: {
      ...Object.assign({}, ...conditions.map(({ request }) => request)),
      operation: seats.operation,
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
