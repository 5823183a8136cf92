import type { VerdictCode } from '../generated/native';
import { type BorrowedSeat, isHeld } from './borrowed-seat';
import type { LicenseCustomer, LicenseEntitlement, SignedProof } from './signed-proof';

/** Codes of the server's refusals. A server that is newer than this package may send others. */
export type RefusalReason = VerdictCode | (string & {});

/** Types of the values of entitlements, by code, as a vendor declares them: `{ export: boolean; seats: number }`. */
export type EntitlementTypes = Record<string, unknown>;

/** What holds in every state, so that a program need not look at `kind` to read it. Empty and null while it is not usable. */
export interface LicenseFacts<Types extends object = EntitlementTypes> {
  readonly features: readonly string[];
  /** Entitlements that hold now, by code. */
  readonly entitlements: { readonly [Code in keyof Types]?: LicenseEntitlement<Types[Code]> };
  /** Maximum number of users; null is unlimited. */
  readonly maxUsers: number | null;
  /** Expiration of the license; null for never. */
  readonly expiresAt: Date | null;
  /** UUID of the license on the server. */
  readonly license: string | null;
  /** Customer of the license; null unless the product shows it to programs (`shows_customer`). */
  readonly customer: LicenseCustomer | null;
  /** The object `public` in the metadata of the product and of the license, whose values take precedence. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The metadata of this device that programs see. */
  readonly deviceMetadata: Readonly<Record<string, unknown>>;
  /** Where the user buys more, also while the license is not usable; null if the product has no such page. */
  readonly upgradeUrl: string | null;
  /** Where the user manages licenses and devices, also while the license is not usable; null if the vendor has no such page. */
  readonly manageUrl: string | null;
  /** What starts the term of the license, such as `first_use`; null once it has started, and for a term that starts otherwise. */
  readonly startsOn: string | null;
  /** Code of a rule that would refuse the license if it were not only reported, such as `EXPIRED`; null for none. */
  readonly wouldBe: RefusalReason | null;
}

/** The server, or a license file, said yes, and nothing speaks against it. */
export interface ValidLicense<Types extends object = EntitlementTypes> extends LicenseFacts<Types> {
  readonly kind: 'valid';
  readonly usable: true;
  readonly source: 'server' | 'file';
  /** Until when the program may run if nobody answers from now on. */
  readonly until: Date;
}

/** The last yes still holds, but it could not be renewed: tell the user to connect before `until`. */
export interface LicenseInGrace<Types extends object = EntitlementTypes> extends LicenseFacts<Types> {
  readonly kind: 'grace';
  readonly usable: true;
  readonly source: 'server' | 'file';
  /**
   * - `unreachable`: nobody gave an answer that can be trusted
   * - `clock_turned_back`: the local clock is behind a time that was already seen
   * - `no_session`: the floating seat was lost, and no other was free
   */
  readonly reason: 'unreachable' | 'clock_turned_back' | 'no_session';
  /** The last second in which the program may run without an answer. */
  readonly until: Date;
}

/** Nothing says no, but nothing says yes any more: the program needs an answer of the server, or a license file. */
export interface LicenseMustConnect<Types extends object = EntitlementTypes> extends LicenseFacts<Types> {
  readonly kind: 'must_connect';
  readonly usable: false;
  /**
   * - `no_license_key`: ask the user for the key and call `activate`
   * - `no_answer`: the store holds no answer: this is the first start, or the store was deleted, edited or copied from elsewhere
   * - `unreachable`: the last answer no longer holds, and nobody gave another
   * - `file_ended`: the license file has ended
   * - `clock_turned_back`: as `unreachable`, and the local clock is behind a time that was already seen
   * - `no_session`: the license is floating, and no session has been started yet
   * - `no_seat_free`: the license is floating, and all seats are taken: the program takes one as soon as one is free
   */
  readonly reason:
    'no_license_key' | 'no_answer' | 'unreachable' | 'file_ended' | 'clock_turned_back' | 'no_session' | 'no_seat_free';
}

/** The server said no, and signed it. */
export interface RefusedLicense<Types extends object = EntitlementTypes> extends LicenseFacts<Types> {
  readonly kind: 'refused';
  readonly usable: false;
  /** Code of the refusal, such as `EXPIRED`, `REVOKED`, `NOT_ACTIVATED`. */
  readonly reason: RefusalReason;
  /** When the server said it. */
  readonly since: Date;
}

export type ProgramLicenseState<Types extends object = EntitlementTypes> =
  ValidLicense<Types> | LicenseInGrace<Types> | LicenseMustConnect<Types> | RefusedLicense<Types>;

/** What is known. */
export interface Knowledge {
  readonly hasKey: boolean;
  /** Last signed answer. */
  readonly answer: SignedProof | undefined;
  readonly file: SignedProof | undefined;
  /** A floating seat that needs no server until its end. */
  readonly borrowed?: BorrowedSeat | undefined;
  /** Whether the last attempt to get an answer failed, or got no answer in time. */
  readonly isUnanswered: boolean;
  /** The server was asked to activate this device, and wants to be asked later: it has not refused to. */
  readonly isPostponed: boolean;
  readonly session: SessionState;
}

/** Session of a floating license: not started, all seats taken, held, or lost. Undefined for other licenses. */
export type SessionState = 'never' | 'taken' | 'held' | 'lost' | undefined;

export interface LicenseInputs {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly isClockTurnedBack: boolean;
  /** Milliseconds after `next_check` for which an answer may be used at most. */
  readonly longestGrace: number;
}

const SECOND = 1000;

const NOTHING: LicenseFacts = {
  features: [],
  entitlements: {},
  maxUsers: null,
  expiresAt: null,
  license: null,
  customer: null,
  metadata: {},
  deviceMetadata: {},
  upgradeUrl: null,
  manageUrl: null,
  startsOn: null,
  wouldBe: null,
};

/** About the device, which a file for any device does not name, and which an activation changes. */
export const DEVICE_CODES = ['NOT_ACTIVATED', 'DEVICE_MISMATCH', 'SEATS_EXHAUSTED', 'DEVICE_BOUND_ELSEWHERE'];

interface Known {
  readonly memory: Pick<Knowledge, 'answer' | 'file' | 'borrowed'> & { readonly licenseKey: string | undefined };
  readonly time: { now(): number; readonly isTurnedBack: boolean };
  readonly longestGrace: number;
}

/** The state now, with a session as given: undefined if its seat does not matter. */
export function currentState(
  { memory, time, longestGrace }: Known,
  { isUnanswered, isPostponed }: Pick<Knowledge, 'isUnanswered' | 'isPostponed'>,
  session: SessionState,
): ProgramLicenseState {
  const { licenseKey, answer, file, borrowed } = memory;
  return stateOf(
    { hasKey: licenseKey !== undefined, answer, file, borrowed, isUnanswered, isPostponed, session },
    { now: time.now(), isClockTurnedBack: time.isTurnedBack, longestGrace },
  );
}

/** The state that follows from what is known. It says yes only for as long as something signed does. */
export function stateOf(knowledge: Knowledge, inputs: LicenseInputs): ProgramLicenseState {
  const { upgradeUrl = null, manageUrl = null } = saidLast(knowledge) ?? knowledge.file ?? {};
  return { ...verdictOf(knowledge, inputs), upgradeUrl, manageUrl };
}

function verdictOf(knowledge: Knowledge, inputs: LicenseInputs): ProgramLicenseState {
  const { file, session } = knowledge;
  const said = saidLast(knowledge);
  const refusal = said?.isValid === false ? said : undefined;
  const yes = [said, file]
    .filter((proof) => proof !== undefined)
    .filter((proof) => proof.isValid)
    .filter((proof) => !(refusal && refutes(refusal, proof)))
    .filter((proof) => inputs.now < endOf(proof, knowledge, inputs) + SECOND)
    .map((proof) => usable(proof, knowledge, inputs))
    .sort(preferred)[0];
  if (yes === undefined) {
    const isOpen = knowledge.isPostponed && DEVICE_CODES.includes(refusal?.code ?? '');
    return refusal && !isOpen ? refused(refusal) : mustConnect(unusableReason(knowledge, inputs));
  }
  if (session === 'never' || session === 'taken') {
    return mustConnect(session === 'never' ? 'no_session' : 'no_seat_free');
  }
  return yes;
}

/** Until when a yes holds if no other follows. */
export function heldUntil({ source, endsAt, nextCheck, offlineUntil }: SignedProof, longestGrace: number): number {
  return source === 'file' ? endsAt : Math.min(offlineUntil ?? nextCheck, nextCheck + longestGrace);
}

/** What the server said last: in answer to a check, or about the borrowed seat. */
function saidLast({ answer, borrowed }: Knowledge): SignedProof | undefined {
  return borrowed && !(answer && answer.issuedAt > borrowed.proof.issuedAt) ? borrowed.proof : answer;
}

/** The last second, because what is signed speaks of whole seconds. A borrowed seat needs no server until its end. */
function endOf(proof: SignedProof, { borrowed }: Knowledge, { longestGrace }: LicenseInputs): number {
  const end = heldUntil(proof, longestGrace);
  return proof.source === 'server' && borrowed ? Math.max(end, borrowed.until) : end;
}

function refutes(refusal: SignedProof, proof: SignedProof): boolean {
  const isAboutIt = !(proof.isForAnyDevice && DEVICE_CODES.includes(refusal.code));
  return isAboutIt && refusal.issuedAt > proof.issuedAt;
}

function usable(proof: SignedProof, knowledge: Knowledge, inputs: LicenseInputs): ValidLicense | LicenseInGrace {
  const { isUnanswered, session, borrowed } = knowledge;
  const { now, isClockTurnedBack } = inputs;
  const { source } = proof;
  const until = new Date(endOf(proof, knowledge, inputs));
  const facts = { ...factsOf(proof, now), usable: true, source, until } as const;
  if (isClockTurnedBack) {
    return { ...facts, kind: 'grace', reason: 'clock_turned_back' };
  }
  if (session === 'lost') {
    return { ...facts, kind: 'grace', reason: 'no_session' };
  }
  const isOverdue = source === 'server' && now >= proof.nextCheck && !(borrowed && isHeld(borrowed, now));
  return isOverdue && isUnanswered ? { ...facts, kind: 'grace', reason: 'unreachable' } : { ...facts, kind: 'valid' };
}

function preferred(a: ValidLicense | LicenseInGrace, b: ValidLicense | LicenseInGrace): number {
  return a.kind === b.kind ? b.until.getTime() - a.until.getTime() : a.kind === 'valid' ? -1 : 1;
}

function factsOf(proof: SignedProof, now: number): LicenseFacts {
  const { features, entitlements, expiresAt, maxUsers, license, customer, metadata, deviceMetadata } = proof;
  const { upgradeUrl, manageUrl, startsOn, wouldBe } = proof;
  const hasEnded = ({ expiresAt: end }: LicenseEntitlement): boolean => end !== null && end.getTime() <= now;
  const ended = new Set(
    Object.entries(entitlements)
      .filter(([, entitlement]) => hasEnded(entitlement))
      .map(([name]) => name),
  );
  return {
    features: features.filter((feature) => !ended.has(feature)),
    entitlements: Object.fromEntries(Object.entries(entitlements).filter(([name]) => !ended.has(name))),
    maxUsers,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    license,
    customer,
    metadata,
    deviceMetadata,
    upgradeUrl,
    manageUrl,
    startsOn,
    wouldBe,
  };
}

function refused({ code, issuedAt }: SignedProof): RefusedLicense {
  return { ...NOTHING, kind: 'refused', usable: false, reason: code, since: new Date(issuedAt) };
}

function mustConnect(reason: LicenseMustConnect['reason']): LicenseMustConnect {
  return { ...NOTHING, kind: 'must_connect', usable: false, reason };
}

function unusableReason(
  { hasKey, answer, file, borrowed }: Knowledge,
  { isClockTurnedBack }: LicenseInputs,
): LicenseMustConnect['reason'] {
  if (!hasKey) {
    return 'no_license_key';
  }
  if (answer === undefined && file === undefined && borrowed === undefined) {
    return 'no_answer';
  }
  if (isClockTurnedBack) {
    return 'clock_turned_back';
  }
  return file && !answer ? 'file_ended' : 'unreachable';
}
