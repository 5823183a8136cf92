import fc from 'fast-check';
import { type Behavior, REPORTABLE_RULES, type ReportableRule } from '../../catalog/policies/behavior';
import {
  buildContext,
  anActivation,
  ENDED,
  type ContextParts,
  NOW,
  type Seating,
  type Situation,
  situations,
} from '../../../../test/support/arbitraries';
import { Blacklist, type BlacklistEntries } from './blacklist';
import type { LicenseUsers } from './user-rules';
import { evaluate, evaluateDeactivation } from './evaluate';
import type { VerificationRequest } from './license-context';
import { takesSeat } from './seat-rules';
import { type Refusal, USABLE_CODES, type VerdictCode } from './verdict';
import { DAY } from '../../common/calendar';
import { cases } from '../../../../test/testkit/sample';

/** The documented order, repeated here so that a change of the rules fails the test. */
const ORDER: readonly Refusal[] = [
  'PRODUCT_MISMATCH',
  'PRODUCT_INACTIVE',
  'BLACKLISTED',
  'REVOKED',
  'BLOCKED',
  'DISABLED',
  'NOT_STARTED',
  'DOMAIN_NOT_ALLOWED',
  'IP_NOT_ALLOWED',
  'COUNTRY_NOT_ALLOWED',
  'DEVICE_NOT_ALLOWED',
  'DEVICE_SIZE_MISSING',
  'EXPIRED',
  'CHECK_IN_OVERDUE',
  'POLICY_MISMATCH',
  'GROUP_MISMATCH',
  'CUSTOMER_MISMATCH',
  'USER_MISMATCH',
  'VERSION_NOT_ALLOWED',
  'CHECKSUM_MISMATCH',
  'ENTITLEMENT_MISSING',
  'DEVICE_BOUND_ELSEWHERE',
  'NOT_ACTIVATED',
  'DEVICE_MISMATCH',
  'UPDATES_ENDED',
  'USERS_EXHAUSTED',
  'USES_EXHAUSTED',
  'TRANSFERS_EXHAUSTED',
  'SEATS_EXHAUSTED',
  'CAPACITY_EXHAUSTED',
];

const firstOf = (refusals: readonly Refusal[]): Refusal | undefined => ORDER.find((code) => refusals.includes(code));

function isFull({ max, overagePercent, taken, dead }: Seating): boolean {
  return max !== null && overagePercent !== null && taken - dead >= max + Math.floor((max * overagePercent) / 100);
}

/** Takes a seat if no other rule refuses it. */
function wantsSeat(seating: Seating): boolean {
  return (
    seating.device !== 'live' &&
    (seating.operation === 'activate' || (seating.operation === 'bind' && !isFull(seating)))
  );
}

function brokenByDownload({ operation, productActive, updatesEnded }: Seating): Refusal[] {
  if (operation !== 'download') {
    return [];
  }
  return [
    ...(productActive ? [] : (['PRODUCT_INACTIVE'] as const)),
    ...(updatesEnded ? (['UPDATES_ENDED'] as const) : []),
  ];
}

function brokenBySeating(seating: Seating): Refusal[] {
  const { operation, device, namesOtherId, taken, usesLimit, uses, boundElsewhere, makesRoom, productActive } = seating;
  if (device === 'unnamed' || device === 'any') {
    return taken === 0 && (device === 'any' || operation === 'download') ? ['NOT_ACTIVATED'] : [];
  }
  if (device === 'live') {
    const overdue: Refusal[] = seating.overdue ? ['CHECK_IN_OVERDUE'] : [];
    return operation === 'activate' ? [] : [...overdue, ...(namesOtherId ? (['DEVICE_MISMATCH'] as const) : [])];
  }
  const bound: Refusal[] = boundElsewhere ? ['DEVICE_BOUND_ELSEWHERE'] : [];
  if (!wantsSeat(seating)) {
    return [...bound, taken === 0 || device === 'ended' ? 'NOT_ACTIVATED' : 'DEVICE_MISMATCH'];
  }
  const usedUp = device === 'unknown' && usesLimit !== null && uses >= usesLimit;
  return [
    ...bound,
    ...(productActive ? [] : (['PRODUCT_INACTIVE'] as const)),
    ...(usedUp ? (['USES_EXHAUSTED'] as const) : []),
    ...(isFull(seating) && !makesRoom ? (['SEATS_EXHAUSTED'] as const) : []),
  ];
}

const USABLE = { running: 'VALID', kept: 'EXPIRED_BUT_USABLE', grace: 'IN_GRACE', over: 'EXPIRED' } as const;

function expectedOf({ seating, term, broken }: Situation): VerdictCode {
  const expired: Refusal[] = term === 'over' ? ['EXPIRED'] : [];
  return firstOf([...broken, ...expired, ...brokenBySeating(seating), ...brokenByDownload(seating)]) ?? USABLE[term];
}

const check = (property: (situation: Situation) => void, count = 100): void =>
  fc.assert(fc.property(situations, property), cases(count));

const activating: VerificationRequest = { operation: 'activate', fingerprint: 'desk' };
const seated: ContextParts = { seatsTaken: 1, usesTaken: 1, activation: anActivation() };
const expired: ContextParts = { license: { expiresAt: new Date(NOW.getTime() - DAY) } };
/** A device that must check in every minute. */
const lastSeen = (seconds: number): ContextParts => ({
  ...seated,
  activation: anActivation({ lastSeenAt: new Date(NOW.getTime() - seconds * 1000) }),
  behavior: { checkInInterval: 60 },
});
const CALLER = { caller: '192.0.2.7' };
const from = (country: string | null, behavior: Partial<Behavior>): ContextParts => ({
  behavior,
  countries: { countryOf: () => country },
});
const container: ContextParts = { seatsTaken: 1, activation: anActivation({ environment: 'container', cores: 8 }) };
/** Active without a seat. */
const unseated: ContextParts = {
  activation: anActivation({ environment: 'container', takesSeat: false }),
  behavior: { containers: 'without_seat' },
};
const blacklisting = (entries: Partial<BlacklistEntries>, license: ContextParts['license'] = {}): ContextParts => ({
  blacklist: new Blacklist(entries),
  license,
});

const users = (parts: Partial<LicenseUsers>): LicenseUsers => ({
  id: null,
  assigned: null,
  usesDevice: false,
  hasDevice: false,
  isDeviceUsed: false,
  seats: null,
  ...parts,
});
const assigning: ContextParts = { license: { maxUsers: 3 }, behavior: { assignUserOnUse: true } };
/** Two seats, counted by user, and a known user. */
const byUser = (
  parts: ContextParts,
  of: Partial<LicenseUsers> = {},
  seatsPer: 'user' | 'user_device' = 'user',
): ContextParts => ({ ...parts, users: users({ id: 7, ...of }), behavior: { seatsPer } });

describe('evaluate', () => {
  it('returns the first refusal in the fixed order', () => {
    check((situation) => {
      expect(evaluate(situation.context, situation.request, NOW).code).toBe(expectedOf(situation));
    }, 300);
  });

  it('marks a license usable only if it is valid or in its grace period', () => {
    check(({ context, request }) => {
      const { usable, code } = evaluate(context, request, NOW);
      expect(usable).toBe((USABLE_CODES as readonly string[]).includes(code));
    });
  });

  it('does not modify its input and is deterministic', () => {
    check(({ context, request }) => {
      const before = JSON.stringify([context, request, NOW]);
      const first = evaluate(deepFrozen(context), Object.freeze(request), NOW);
      expect(evaluate(context, request, NOW)).toEqual(first);
      expect(JSON.stringify([context, request, NOW])).toBe(before);
    });
  });

  it('refuses an unknown key for every operation', () => {
    check(({ request }) => expect(evaluate(null, request, NOW)).toEqual({ usable: false, code: 'NOT_FOUND' }));
  });

  const UNSAID: readonly (readonly [(keyof VerificationRequest)[], Refusal[]])[] = [
    [['product'], ['PRODUCT_MISMATCH']],
    [['domain'], ['DOMAIN_NOT_ALLOWED']],
    [['address'], ['IP_NOT_ALLOWED']],
    [['caller'], ['COUNTRY_NOT_ALLOWED']],
    [['environment', 'cores', 'memoryMb', 'diskGb'], ['DEVICE_NOT_ALLOWED']],
    [['clientName', 'email'], ['CUSTOMER_MISMATCH']],
    [['version', 'platform', 'channel'], ['VERSION_NOT_ALLOWED']],
    [['entitlements'], ['ENTITLEMENT_MISSING']],
    [
      ['user', 'currentUsers'],
      ['USER_MISMATCH', 'USERS_EXHAUSTED'],
    ],
  ];
  it.each(UNSAID)('never refuses a request without %s by %s', (fields, refusals) => {
    check(({ context, request }) => {
      const without = Object.fromEntries(Object.entries(request).filter(([field]) => !fields.includes(field as never)));
      expect(refusals).not.toContain(evaluate(context, { ...without, operation: request.operation }, NOW).code);
    });
  });

  it('skips device rules for a check without a fingerprint', () => {
    const ofDevices: VerdictCode[] = [
      'DEVICE_BOUND_ELSEWHERE',
      'NOT_ACTIVATED',
      'DEVICE_MISMATCH',
      'USES_EXHAUSTED',
      'SEATS_EXHAUSTED',
    ];
    check(({ context, request }) => {
      const changed = { ...request, operation: 'check' as const, fingerprint: undefined, anyDevice: undefined };
      expect(ofDevices).not.toContain(
        evaluate({ ...context, activation: null, boundElsewhere: false }, changed, NOW).code,
      );
    });
  });

  it('neither takes a seat nor counts a use for a check', () => {
    check(({ context, request }) => {
      const changed = { ...request, operation: 'check' as const };
      expect(takesSeat(context, changed)).toBe(false);
      const refusals = ['USES_EXHAUSTED', 'SEATS_EXHAUSTED', 'PRODUCT_INACTIVE', 'UPDATES_ENDED'];
      expect(refusals).not.toContain(evaluate(context, changed, NOW).code);
    });
  });

  it('binds an unknown device only while a seat is free', () => {
    check(({ context, request, seating }) => {
      const changed = { ...request, operation: 'bind' as const, fingerprint: 'desk' };
      const binds = evaluate(context, changed, NOW).usable && takesSeat(context, changed);
      expect(binds && isFull(seating)).toBe(false);
    });
  });

  it('refuses seats above the limit unless another is evicted', () => {
    check(({ context, request, seating }) => {
      const seats = evaluate(context, request, NOW).usable && takesSeat(context, request);
      expect(seats && isFull(seating) && !seating.makesRoom).toBe(false);
    });
  });

  it('keeps existing seats but refuses new ones after the limit is lowered', () => {
    check(({ context, request }) => {
      const lowered = { ...context, license: Object.assign(Object.create(context.license), { maxActivations: 1 }) };
      const [before, after] = [evaluate(context, request, NOW), evaluate(lowered, request, NOW)];
      const alreadySits = context.activation?.isActive === true;
      expect(alreadySits ? after : after.usable && !before.usable).toEqual(alreadySits ? before : false);
    });
  });

  it('never runs out of seats if the oldest is evicted', () => {
    check(({ context, request }) => {
      const yielding = { ...context, behavior: { ...context.behavior, whenFull: 'deactivate_oldest' as const } };
      expect(evaluate(yielding, request, NOW).code).not.toBe('SEATS_EXHAUSTED');
    });
  });

  it('reuses a dead seat that the policy releases', () => {
    const full = { seatsTaken: 2, usesTaken: 2 };
    expect(evaluate(buildContext({ ...full, seatsExpired: 0 }), activating, NOW).code).toBe('SEATS_EXHAUSTED');
    expect(evaluate(buildContext({ ...full, seatsExpired: 1 }), activating, NOW).code).toBe('VALID');
  });

  const sized: ContextParts = {
    sizes: {
      others: { cores: 6, memoryMb: 0, diskGb: 0 },
      expired: { cores: 0, memoryMb: 0, diskGb: 0 },
      diskGb: null,
    },
  };
  const EXAMPLES: readonly [VerdictCode, ContextParts | null, Partial<VerificationRequest>][] = [
    ['NOT_FOUND', null, {}],
    ['PRODUCT_MISMATCH', {}, { product: 'video-studio' }],
    ['PRODUCT_INACTIVE', { product: { isActive: false } }, {}],
    ['BLACKLISTED', { isThrottled: true }, {}],
    ['BLACKLISTED', blacklisting({ codes: ['AAAA-BBBB'] }), {}],
    ['BLACKLISTED', blacklisting({ buyers: ['it@acme.example'] }, { restrictedToEmail: 'IT@acme.example' }), {}],
    ['BLACKLISTED', blacklisting({ domains: ['*.shop.example'] }), { domain: 'https://eu.shop.example/' }],
    ['BLACKLISTED', blacklisting({ addresses: ['192.0.2.0/24'] }), { address: '192.0.2.7', caller: '10.0.0.1' }],
    ['BLACKLISTED', blacklisting({ addresses: ['192.0.2.0/24'] }), { address: '10.0.0.1', caller: '192.0.2.7' }],
    ['BLACKLISTED', blacklisting({ fingerprints: ['desk'] }), {}],
    ['VALID', blacklisting({ fingerprints: ['desk'] }), { fingerprint: 'laptop' }],
    ['REVOKED', { license: { revokedAt: NOW } }, {}],
    ['BLOCKED', { license: { blockedAt: NOW } }, {}],
    ['DISABLED', { license: { disabledAt: NOW } }, {}],
    ['NOT_STARTED', { license: { startsAt: new Date(NOW.getTime() + DAY) } }, {}],
    ['DOMAIN_NOT_ALLOWED', { license: { allowedDomains: ['shop.example'] } }, { domain: 'evil.example' }],
    [
      'DOMAIN_NOT_ALLOWED',
      { license: { allowedDomains: ['shop.example'] } },
      { domain: 'www.shop.example', exactDomains: true },
    ],
    [
      'DOMAIN_NOT_ALLOWED',
      { license: { allowedDomains: ['www.shop.example'] } },
      { domain: 'shop.example', exactDomains: true },
    ],
    ['VALID', { license: { allowedDomains: ['www.shop.example'] } }, { domain: 'shop.example' }],
    [
      'VALID',
      { license: { allowedDomains: ['www.shop.example'] } },
      { domain: 'https://WWW.shop.example/cart', exactDomains: true },
    ],
    ['IP_NOT_ALLOWED', { license: { allowedIps: ['10.0.0.0/8'] } }, { address: '192.0.2.1' }],
    ['COUNTRY_NOT_ALLOWED', from('FR', { allowedCountries: ['DE', 'AT'] }), CALLER],
    ['COUNTRY_NOT_ALLOWED', from('DE', { allowedCountries: ['DE'], deniedCountries: ['DE'] }), CALLER],
    ['COUNTRY_NOT_ALLOWED', from(null, { allowedCountries: ['DE'] }), CALLER],
    ['COUNTRY_NOT_ALLOWED', from('DE', { allowedCountries: ['DE'] }), { caller: null }],
    ['COUNTRY_NOT_ALLOWED', { behavior: { deniedCountries: ['FR'] }, countries: null }, CALLER],
    ['COUNTRY_NOT_ALLOWED', { ...from('FR', { deniedCountries: ['FR'] }), ...expired }, CALLER],
    ['VALID', from('DE', { allowedCountries: ['DE', 'AT'] }), CALLER],
    ['VALID', from('DE', { deniedCountries: ['FR'] }), CALLER],
    ['VALID', from(null, { deniedCountries: ['FR'] }), CALLER],
    ['VALID', from('FR', { allowedCountries: ['DE'] }), {}],
    ['DEVICE_NOT_ALLOWED', { behavior: { virtualMachines: 'refuse' } }, { environment: 'virtual_machine' }],
    ['DEVICE_NOT_ALLOWED', { ...container, behavior: { containers: 'refuse' } }, { operation: 'check' }],
    ['VALID', { ...container, behavior: { containers: 'refuse' } }, { environment: 'physical' }],
    ['DEVICE_NOT_ALLOWED', { ...container, behavior: { maxCores: 7 } }, { operation: 'check' }],
    ['DEVICE_NOT_ALLOWED', { ...expired, behavior: { maxCores: 7 } }, { cores: 8 }],
    [
      'IP_NOT_ALLOWED',
      { license: { allowedIps: ['10.0.0.1'] }, behavior: { maxCores: 7 } },
      { cores: 8, address: null },
    ],
    ['VALID', { seatsTaken: 2, behavior: { developmentHosts: 'without_seat' } }, { environment: 'development' }],
    [
      'SEATS_EXHAUSTED',
      { seatsTaken: 2, behavior: { developmentHosts: 'without_seat' } },
      { environment: 'container' },
    ],
    ['SEATS_EXHAUSTED', { ...unseated, seatsTaken: 2 }, { environment: 'physical' }],
    ['VALID', { ...unseated, seatsTaken: 2 }, { operation: 'check', environment: 'physical' }],
    ['DEVICE_MISMATCH', { hasUnseated: true }, { operation: 'check' }],
    ['VALID', { hasUnseated: true }, { operation: 'check', fingerprint: undefined, anyDevice: true }],
    ['EXPIRED', { license: { expiresAt: new Date(NOW.getTime() - DAY) } }, {}],
    ['EXPIRED_BUT_USABLE', { ...expired, behavior: { expiryStrategy: 'maintain_access' } }, {}],
    ['EXPIRED_BUT_USABLE', { ...expired, behavior: { expiryStrategy: 'restrict_access' } }, {}],
    [
      'UPDATES_ENDED',
      { ...seated, ...expired, behavior: { expiryStrategy: 'maintain_access' } },
      { operation: 'download' },
    ],
    [
      'EXPIRED_BUT_USABLE',
      { ...seated, ...expired, behavior: { expiryStrategy: 'allow_access' } },
      { operation: 'download' },
    ],
    ['CHECK_IN_OVERDUE', lastSeen(60), { operation: 'check' }],
    ['CHECK_IN_OVERDUE', lastSeen(60), { operation: 'download' }],
    ['VALID', lastSeen(59), { operation: 'check' }],
    ['VALID', lastSeen(60), {}],
    ['VALID', { ...lastSeen(60), license: { checkedInAt: NOW } }, { operation: 'check' }],
    ['EXPIRED', { ...lastSeen(60), ...expired }, { operation: 'check' }],
    [
      'CHECK_IN_OVERDUE',
      { ...lastSeen(60), license: { restrictedToClientName: 'Acme' } },
      { operation: 'check', clientName: 'Globex' },
    ],
    ['CUSTOMER_MISMATCH', { license: { restrictedToClientName: 'Acme' } }, { clientName: 'Globex' }],
    ['USER_MISMATCH', { behavior: { requireUser: true } }, {}],
    ['USER_MISMATCH', { behavior: { requireUser: true } }, { operation: 'check', fingerprint: undefined }],
    ['NOT_ACTIVATED', { behavior: { requireUser: true } }, { operation: 'download' }],
    ['USER_MISMATCH', { behavior: { requireUser: true }, users: users({ assigned: 0 }) }, { user: 'eve' }],
    ['USER_MISMATCH', { users: users({ assigned: 1 }) }, { user: 'eve' }],
    ['USER_MISMATCH', { users: users({ assigned: 1 }), ...assigning }, { user: 'eve' }],
    ['USER_MISMATCH', { users: users({ assigned: 1 }) }, { user: 'eve', version: '1', assignsUser: true }],
    ['VALID', { users: users({ assigned: 0 }) }, { user: 'eve' }],
    ['VALID', { users: users({ id: 7 }), behavior: { requireUser: true } }, { user: 'ada' }],
    ['VALID', { users: users({ assigned: 1 }), ...assigning }, { user: 'eve', assignsUser: true }],
    ['USERS_EXHAUSTED', { users: users({ assigned: 3 }), ...assigning }, { user: 'eve', assignsUser: true }],
    ['VALID', { users: users({ id: 7 }), groupUsersLeft: 0, ...assigning }, { user: 'ada', assignsUser: true }],
    [
      'USERS_EXHAUSTED',
      { users: users({ assigned: 1 }), groupUsersLeft: 0, ...assigning },
      { user: 'eve', assignsUser: true },
    ],
    ['USERS_EXHAUSTED', { license: { maxUsers: 3 } }, { currentUsers: 4 }],
    ['VALID', { license: { maxUsers: 3 } }, { currentUsers: 3 }],
    ['VALID', { license: { maxUsers: null } }, { currentUsers: 4 }],
    ['USERS_EXHAUSTED', { license: { maxUsers: 3, usesLimit: 1 }, usesTaken: 1 }, { currentUsers: 4 }],
    ['SEATS_EXHAUSTED', byUser({ seatsTaken: 2 }), { user: 'ada' }],
    ['VALID', byUser({ seatsTaken: 2 }, { hasDevice: true }), { user: 'ada' }],
    ['SEATS_EXHAUSTED', byUser({ seatsTaken: 2 }, { hasDevice: true }, 'user_device'), { user: 'ada' }],
    ['VALID', byUser({ seatsTaken: 2, activation: anActivation() }), { user: 'ada' }],
    ['SEATS_EXHAUSTED', byUser({ seatsTaken: 2, activation: anActivation() }, { isDeviceUsed: true }), { user: 'ada' }],
    ['VALID', byUser({ seatsTaken: 2, activation: anActivation() }, { usesDevice: true }), { user: 'ada' }],
    ['DEVICE_MISMATCH', byUser({ seatsTaken: 2, activation: anActivation() }), { operation: 'check', user: 'ada' }],
    ['VALID', byUser({ seatsTaken: 2, activation: anActivation() }, { id: null }), { operation: 'check' }],
    ['SEATS_EXHAUSTED', { seatsTaken: 1, groupSeatsLeft: 0 }, {}],
    ['SEATS_EXHAUSTED', { seatsTaken: 0, groupSeatsLeft: 0, behavior: { whenFull: 'deactivate_oldest' } }, {}],
    ['VALID', { seatsTaken: 1, groupSeatsLeft: 0, behavior: { whenFull: 'deactivate_oldest' } }, {}],
    ['SEATS_EXHAUSTED', { seatsTaken: 1, groupSeatsLeft: -1, behavior: { whenFull: 'deactivate_oldest' } }, {}],
    ['VALID', { seatsTaken: 1, groupSeatsLeft: 1 }, {}],
    ['SEATS_EXHAUSTED', { seatsTaken: 2, groupSeatsLeft: 9 }, {}],
    ['VERSION_NOT_ALLOWED', { behavior: { minVersion: '2' } }, { version: '1.9' }],
    ['VERSION_NOT_ALLOWED', { behavior: { allowedPlatforms: ['linux'] } }, { platform: 'windows' }],
    ['VERSION_NOT_ALLOWED', { behavior: { allowedChannels: ['stable'] } }, { channel: '' }],
    ['VALID', { behavior: { allowedPlatforms: ['linux'], allowedChannels: ['Beta'] } }, { channel: 'beta' }],
    [
      'VERSION_NOT_ALLOWED',
      { license: { updatesUntil: NOW }, versionReleasedAt: '2027-06-16' },
      { version: '2.0', fingerprint: undefined, operation: 'check' },
    ],
    [
      'VALID',
      { license: { updatesUntil: NOW }, versionReleasedAt: '2027-06-15' },
      { version: '2.0', fingerprint: undefined, operation: 'check' },
    ],
    ['POLICY_MISMATCH', { mismatches: ['checksum', 'group', 'customer', 'policy'] }, {}],
    ['GROUP_MISMATCH', { mismatches: ['customer', 'group'] }, {}],
    ['CUSTOMER_MISMATCH', { mismatches: ['checksum', 'customer'] }, {}],
    ['CHECKSUM_MISMATCH', { mismatches: ['checksum'] }, {}],
    ['VALID', { mismatches: [] }, {}],
    ['ENTITLEMENT_MISSING', {}, { entitlements: ['export'] }],
    ['DEVICE_BOUND_ELSEWHERE', { boundElsewhere: true }, {}],
    ['NOT_ACTIVATED', {}, { operation: 'check' }],
    ['DEVICE_MISMATCH', { seatsTaken: 1, usesTaken: 1 }, { operation: 'check' }],
    ['NOT_ACTIVATED', { seatsTaken: 1, activation: anActivation(ENDED) }, { operation: 'check' }],
    ['NOT_ACTIVATED', { hasUnseated: true, activation: anActivation(ENDED) }, { operation: 'download' }],
    ['VALID', { seatsTaken: 1, activation: anActivation(ENDED) }, { operation: 'bind' }],
    ['DEVICE_MISMATCH', { seatsTaken: 1, activation: anActivation({ id: 5 }) }, { operation: 'bind', activationId: 6 }],
    ['NOT_ACTIVATED', {}, { operation: 'check', fingerprint: undefined, anyDevice: true }],
    ['VALID', { seatsTaken: 1 }, { operation: 'check', fingerprint: undefined, anyDevice: true }],
    ['VALID', {}, { operation: 'check', fingerprint: undefined }],
    ['NOT_ACTIVATED', {}, { operation: 'download' }],
    ['NOT_ACTIVATED', {}, { operation: 'download', fingerprint: undefined }],
    ['DEVICE_MISMATCH', { seatsTaken: 1, license: { updatesUntil: NOW } }, { operation: 'download' }],
    ['UPDATES_ENDED', { ...seated, license: { updatesUntil: NOW } }, { operation: 'download' }],
    [
      'UPDATES_ENDED',
      { seatsTaken: 1, license: { updatesUntil: NOW } },
      { operation: 'download', fingerprint: undefined },
    ],
    ['VALID', { ...seated, license: { updatesUntil: new Date(NOW.getTime() + 1) } }, { operation: 'download' }],
    ['VALID', { ...seated, license: { updatesUntil: NOW } }, { operation: 'check' }],
    ['PRODUCT_INACTIVE', { ...seated, product: { isActive: false } }, { operation: 'download' }],
    ['VALID', { ...seated, product: { isActive: false } }, { operation: 'check' }],
    ['USES_EXHAUSTED', { license: { usesLimit: 1 }, usesTaken: 1 }, {}],
    ['SEATS_EXHAUSTED', { seatsTaken: 2, usesTaken: 2 }, {}],
    ['SEATS_EXHAUSTED', { seatsTaken: 2, behavior: { seatOveragePercent: 49 } }, {}],
    ['VALID', { seatsTaken: 2, behavior: { seatOveragePercent: 50 } }, {}],
    ['SEATS_EXHAUSTED', { seatsTaken: 3, behavior: { seatOveragePercent: 50 } }, {}],
    ['VALID', { seatsTaken: 900, behavior: { seatOveragePercent: null } }, {}],
    ['DEVICE_SIZE_MISSING', { ...sized, behavior: { maxTotalDiskGb: 9, unreportedSize: 'refuse' } }, {}],
    ['VALID', { behavior: { maxTotalDiskGb: 9, unreportedSize: 'refuse' } }, { diskGb: 9 }],
    ['CAPACITY_EXHAUSTED', { ...sized, behavior: { maxTotalCores: 10 } }, { cores: 5 }],
    ['VALID', { ...sized, behavior: { maxTotalCores: 11 } }, { cores: 5 }],
    ['VALID', { ...sized, behavior: { maxTotalCores: 1 } }, {}],
    ['IN_GRACE', { license: { expiresAt: NOW }, behavior: { graceDays: 1 } }, {}],
    ['VALID', {}, {}],
    ['VALID', { license: { usesLimit: 1 }, usesTaken: 1, activation: anActivation(ENDED) }, {}],
  ];
  it.each(EXAMPLES)('returns %s for %j and the request %j', (code, parts, request) => {
    expect(evaluate(parts && buildContext(parts), { ...activating, ...request }, NOW).code).toBe(code);
  });
});

describe('evaluateDeactivation', () => {
  it('deactivates only an active device, whatever the license status', () => {
    check(({ context, request, seating, broken }) => {
      const changed = { ...request, operation: 'check' as const, fingerprint: 'desk' };
      const seat: Refusal[] =
        seating.device === 'live'
          ? seating.namesOtherId
            ? ['DEVICE_MISMATCH']
            : []
          : [seating.taken === 0 || seating.device === 'ended' ? 'NOT_ACTIVATED' : 'DEVICE_MISMATCH'];
      const minding = broken.filter((code) => ['PRODUCT_MISMATCH', 'CUSTOMER_MISMATCH'].includes(code));
      expect(evaluateDeactivation(context, changed, NOW).code).toBe(firstOf([...minding, ...seat]) ?? 'VALID');
    });
  });

  it('refuses a device that is active when no transfers are left', () => {
    const ask = (parts: ContextParts) =>
      evaluateDeactivation(
        buildContext({ ...parts, transfersExhausted: true }),
        { operation: 'check', fingerprint: 'desk' },
        NOW,
      );
    expect(ask(seated)).toEqual({ usable: false, code: 'TRANSFERS_EXHAUSTED' });
    expect(ask({}).code).toBe('NOT_ACTIVATED');
  });

  it('refuses an unknown key', () => {
    expect(evaluateDeactivation(null, activating, NOW)).toEqual({ usable: false, code: 'NOT_FOUND' });
  });
});

function deepFrozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !(inner instanceof Date)) {
      deepFrozen(inner);
    }
  }
  return Object.freeze(value);
}

const REPORT_UNTIL = new Date(NOW.getTime() + DAY);
const reported = fc.subarray([...REPORTABLE_RULES], { minLength: 1 });

/** The situation under a policy that reports these rules. */
const reportedIn = ({ context }: Situation, reportOnly: ReportableRule[], reportOnlyUntil = REPORT_UNTIL) => ({
  ...context,
  behavior: { ...context.behavior, reportOnly, reportOnlyUntil },
});

it('refuses nothing by a reported rule, names the first that would, and leaves the others as they are', () => {
  fc.assert(
    fc.property(situations, reported, (situation, rules) => {
      const { context, request } = situation;
      const enforced = evaluate(context, request, NOW);
      const { usable, code, wouldBe } = evaluate(reportedIn(situation, rules), request, NOW);
      if (enforced.usable) {
        expect([usable, code, wouldBe]).toEqual([true, enforced.code, undefined]);
      } else if (usable) {
        expect(rules).toContain(wouldBe);
        expect([enforced.code, 'SEATS_EXHAUSTED']).toContain(wouldBe);
      } else {
        expect(rules).not.toContain(code);
        expect(wouldBe).toBeUndefined();
      }
    }),
    cases(),
  );
});

it('enforces reported rules from their date on', () => {
  fc.assert(
    fc.property(situations, reported, (situation, rules) => {
      const { context, request } = situation;
      expect(evaluate(reportedIn(situation, rules, NOW), request, NOW)).toEqual(evaluate(context, request, NOW));
    }),
    cases(),
  );
});
