import { isAddressAllowed } from '../../common/http/addresses';
import type { Customer } from '../../customers/customers/customer.entity';
import { isDomainAllowed } from '../licenses/domains';
import type { License } from '../licenses/license.entity';
import type { Behavior } from '../../catalog/policies/policy.entity';
import type { Product } from '../../catalog/products/product.entity';
import type { Activation } from './activation.entity';
import type { Blacklist } from './blacklist';
import type { Refusal, Verdict } from './verdict';

const DAY = 86_400_000;

/** What the database knows of a license and of the device that a question names. */
export interface LicenseContext {
  readonly license: License;
  readonly product: Product;
  readonly behavior: Behavior;
  /** The named device's, live or not. */
  readonly activation: Activation | null;
  /** Live activations, the device's own among them. */
  readonly seatsTaken: number;
  /** How many of those show no sign of life any more and are given away to who needs one. */
  readonly seatsDead: number;
  /** Distinct devices that ever activated. */
  readonly usesTaken: number;
  /** The device holds a live seat of another license of the product. */
  readonly boundElsewhere: boolean;
  readonly blacklist: Blacklist;
  /** The license's, where the blacklist names buyers. */
  readonly customer: Pick<Customer, 'name' | 'reference' | 'email'> | null;
  /** Too many activations were refused of late to the address or the domain that asks for one now. */
  readonly isThrottled?: boolean;
  /** E-mail of the license's customer, where somebody is about to take a seat. */
  readonly owner?: string | null;
}

/** What a program asks, or asks for. What it leaves out is not looked at. */
export interface VerificationRequest {
  /** `check` looks, `bind` looks and takes a seat while one is free, `activate` wants a seat, `download` wants a version's file. */
  readonly operation: 'check' | 'bind' | 'activate' | 'download';
  readonly fingerprint?: string;
  /** Where no device is named: whether any has a seat. */
  readonly anyDevice?: boolean;
  /** The number that the device was told when it activated. */
  readonly activationId?: number;
  /** The device that was given the proof which is shown now: of no use to any other. */
  readonly boundFingerprint?: string;
  /** By reference, as programs name it. */
  readonly product?: string;
  readonly domain?: string;
  /** `www.example.com` is another domain than `example.com`. */
  readonly exactDomains?: boolean;
  /** What the license's allowed addresses are compared with; a door may take the caller's word for it. */
  readonly address?: string | null;
  /** Where the request really came from, as far as anybody knows. */
  readonly caller?: string | null;
  readonly clientName?: string;
  readonly email?: string;
  /** E-mail of who makes the license theirs by activating it, in lower case. A license that is in use is nobody else's. */
  readonly activatingEmail?: string;
}

type Rule = (found: LicenseContext, question: VerificationRequest, now: Date) => boolean;

/** Why a license that was found is refused: the first that holds. */
const RULES: readonly (readonly [Refusal, Rule])[] = [
  ['PRODUCT_MISMATCH', isForAnotherProduct],
  [
    'PRODUCT_INACTIVE',
    (found, question) => !found.product.isActive && (question.operation === 'download' || mayTakeSeat(found, question)),
  ],
  ['BLACKLISTED', (found, question) => found.isThrottled === true || found.blacklist.holds(found, question)],
  ['REVOKED', ({ license }) => license.revokedAt !== null],
  ['BLOCKED', ({ license }) => license.blockedAt !== null],
  ['DISABLED', ({ license }) => license.disabledAt !== null],
  ['NOT_STARTED', ({ license }, _question, now) => !license.hasStartedBy(now)],
  [
    'DOMAIN_NOT_ALLOWED',
    ({ license }, { domain, exactDomains }) =>
      domain !== undefined && !isDomainAllowed(license.allowedDomains, domain, { keepWww: exactDomains }),
  ],
  [
    'IP_NOT_ALLOWED',
    ({ license }, { address }) => address !== undefined && !isAddressAllowed(license.allowedIps, address),
  ],
  [
    'EXPIRED',
    ({ license, behavior }, _question, now) => license.hasExpiredBy(new Date(now.getTime() - behavior.graceDays * DAY)),
  ],
  ['CUSTOMER_MISMATCH', isForAnotherCustomer],
  ['DEVICE_BOUND_ELSEWHERE', (found) => found.boundElsewhere && !holdsSeat(found)],
  [
    'NOT_ACTIVATED',
    (found, question) => found.seatsTaken === 0 && (lacksSeat(found, question) || wantsAnySeat(question)),
  ],
  [
    'DEVICE_MISMATCH',
    (found, question) => lacksSeat(found, question) || namesOtherSeat(found, question) || showsProofOfAnother(question),
  ],
  [
    'UPDATES_ENDED',
    ({ license }, { operation: asks }, now) =>
      asks === 'download' && license.updatesUntil !== null && license.updatesUntil <= now,
  ],
  ['USES_EXHAUSTED', (found, question) => mayTakeSeat(found, question) && isNewDevice(found) && !hasUsesLeft(found)],
  ['SEATS_EXHAUSTED', isTakenByAnother],
  ['SEATS_EXHAUSTED', (found, question) => mayTakeSeat(found, question) && !hasFreeSeat(found) && !mayEvict(found)],
];

/** Turns what is known into a verdict. Pure: the same for every door, for a single question and for many at once. */
export function evaluate(found: LicenseContext | null, question: VerificationRequest, now: Date): Verdict {
  if (!found) {
    return { usable: false, code: 'NOT_FOUND' };
  }
  const refusal = firstBroken(RULES, found, question, now);
  if (refusal) {
    return { usable: false, code: refusal };
  }
  return { usable: true, code: found.license.hasExpiredBy(now) ? 'IN_GRACE' : 'VALID' };
}

function firstBroken(
  rules: typeof RULES,
  found: LicenseContext,
  question: VerificationRequest,
  now: Date,
): Refusal | undefined {
  return rules.find(([, applies]) => applies(found, question, now))?.[0];
}

/** Whether a usable verdict on this question has yet to be followed by taking a seat. */
export function takesSeat(found: LicenseContext, question: VerificationRequest): boolean {
  return (question.operation === 'bind' || question.operation === 'activate') && !holdsSeat(found);
}

const DEACTIVATION_RULES: readonly Refusal[] = [
  'PRODUCT_MISMATCH',
  'CUSTOMER_MISMATCH',
  'NOT_ACTIVATED',
  'DEVICE_MISMATCH',
];

/** Giving a seat back asks for less than taking one: an expired or blocked license lets its devices go. */
export function evaluateDeactivation(found: LicenseContext | null, question: VerificationRequest, now: Date): Verdict {
  if (!found) {
    return { usable: false, code: 'NOT_FOUND' };
  }
  const rules = RULES.filter(([refusal]) => DEACTIVATION_RULES.includes(refusal));
  const refusal = firstBroken(rules, found, question, now);
  return refusal ? { usable: false, code: refusal } : { usable: true, code: 'VALID' };
}

function isForAnotherProduct({ product }: LicenseContext, question: VerificationRequest): boolean {
  return question.product !== undefined && question.product !== product.reference;
}

function isForAnotherCustomer(
  { license }: LicenseContext,
  { clientName, email, activatingEmail: claimant }: VerificationRequest,
): boolean {
  return (
    differs(license.restrictedToClientName, clientName) ||
    differs(license.restrictedToEmail, email ?? claimant) ||
    (claimant !== undefined && differs(license.reservedFor, claimant))
  );
}

function isTakenByAnother(
  { license, owner = null }: LicenseContext,
  { activatingEmail: claimant }: VerificationRequest,
): boolean {
  return license.firstActivatedAt !== null && differs(owner, claimant);
}

// A request that names nobody, and a license that is for nobody in particular, skip the rule.
function differs(owner: string | null, named: string | undefined): boolean {
  return owner !== null && named !== undefined && fold(owner) !== fold(named);
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}

function holdsSeat({ activation }: LicenseContext): boolean {
  return activation?.isLive ?? false;
}

function mayTakeSeat(found: LicenseContext, question: VerificationRequest): boolean {
  return takesSeat(found, question) && (question.operation === 'activate' || hasFreeSeat(found));
}

/** A check ends where the device has no seat; one that may bind does so only where no seat is free either. */
function lacksSeat(found: LicenseContext, question: VerificationRequest): boolean {
  return (
    question.fingerprint !== undefined &&
    !holdsSeat(found) &&
    question.operation !== 'activate' &&
    !mayTakeSeat(found, question)
  );
}

/** Files are for those who use the license, whoever asks for them. */
function wantsAnySeat({ operation: asks, fingerprint, anyDevice = false }: VerificationRequest): boolean {
  return fingerprint === undefined && asks !== 'activate' && (anyDevice || asks === 'download');
}

/** A device that sits here but says it is another. */
function namesOtherSeat(
  found: LicenseContext,
  { operation: asks, fingerprint, activationId }: VerificationRequest,
): boolean {
  return (
    asks !== 'activate' &&
    fingerprint !== undefined &&
    activationId !== undefined &&
    holdsSeat(found) &&
    found.activation?.id !== activationId
  );
}

function showsProofOfAnother({ fingerprint, boundFingerprint: sealedFor }: VerificationRequest): boolean {
  return sealedFor !== undefined && sealedFor !== fingerprint;
}

function isNewDevice({ activation }: LicenseContext): boolean {
  return activation === null;
}

function hasUsesLeft({ license, usesTaken }: LicenseContext): boolean {
  return license.usesLimit === null || usesTaken < license.usesLimit;
}

function hasFreeSeat({ license, seatsTaken, seatsDead }: LicenseContext): boolean {
  return license.maxActivations === null || seatsTaken - seatsDead < license.maxActivations;
}

function mayEvict({ behavior }: LicenseContext): boolean {
  return behavior.whenFull === 'deactivate_oldest';
}
