import type { KeyObject } from 'node:crypto';
import { isSignedBy, type ReadJws, readJws } from '../../../core/platform/signing-keys/read-jws';
import { SIGNED_RELAY } from '../../../core/platform/signing-keys/signed-types';
import { compactJws } from '../../../core/platform/signing-keys/signing-key-pair';
import { isSignedByVendor, type VendorJwk } from './relay-file';
import type { CertificateClaims } from '../relay-claims';
import type { PairMessage, WitnessMessage, WitnessReply } from '../pair/pair-messages';

/** Types of the messages of a pair, so that none is taken for another. */
const TO_PARTNER = 'keyward-pair+jws';
const TO_WITNESS = 'keyward-pair-witness+jws';
const OF_WITNESS = 'keyward-witness+jws';

/** Characters of a message. */
export const MAX_MESSAGE = 8_192;

/** The relay that signs. */
export interface PairSigner {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** Its certificate, a compact JWS. */
  readonly certificate: string;
}

/** A message of a relay that the vendor has certified. */
export interface SignedMessage<T> {
  readonly by: CertificateClaims;
  readonly message: T;
}

export function signedToPartner(signer: PairSigner, own: CertificateClaims, message: PairMessage): string {
  return signed(signer, TO_PARTNER, { to: placesOf(own).partner, message });
}

export function signedToWitness(signer: PairSigner, message: WitnessMessage): string {
  return signed(signer, TO_WITNESS, { message });
}

/** @param to UUID of the relay */
export function signedByWitness(
  { x, privateKey }: { readonly x: string; readonly privateKey: KeyObject },
  to: string,
  message: WitnessReply,
): string {
  return compactJws({ kid: x, typ: OF_WITNESS }, { to, message }, privateKey);
}

function signed({ kid, privateKey, certificate }: PairSigner, typ: string, claims: object): string {
  return compactJws({ kid, typ, chain: [certificate] }, claims, privateKey);
}

/** Undefined for a message that is for another relay, or not by a relay of this vendor. */
export function readOfPartner(
  text: string,
  keys: readonly VendorJwk[],
  own: CertificateClaims,
): SignedMessage<PairMessage> | undefined {
  const read = readSigned(text, TO_PARTNER, keys);
  return read?.claims.to === placesOf(own).own && isPairMessage(read.claims.message)
    ? { by: read.by, message: read.claims.message }
    : undefined;
}

export function readToWitness(text: string, keys: readonly VendorJwk[]): SignedMessage<WitnessMessage> | undefined {
  return toWitness(readSigned(text, TO_WITNESS, keys));
}

/** The same at the vendor's server, which has read the certificate by `certificateOf`. */
export function readToVendor(text: string, by: CertificateClaims): SignedMessage<WitnessMessage> | undefined {
  const read = text.length > MAX_MESSAGE ? null : readJws(text);
  return read?.header.typ === TO_WITNESS ? toWitness(signedWith(read, by)) : undefined;
}

/** The certificate in the header of a message, unverified. */
export function certificateOf(text: string): string | undefined {
  return text.length > MAX_MESSAGE ? undefined : chainIn(readJws(text));
}

function toWitness(read: ReturnType<typeof signedWith>): SignedMessage<WitnessMessage> | undefined {
  const message = read?.claims.message;
  const isOwn = read && isWitnessMessage(message) && message.told.relay === read.by.relay.id;
  return isOwn && message.told.pair === firstOf(read.by) ? { by: read.by, message } : undefined;
}

/** The answer of a witness, and its public key. */
export function readOfWitness(text: string, own: string): { witness: string; reply: WitnessReply } | undefined {
  const read = text.length > MAX_MESSAGE ? null : readJws(text);
  const witness = String(read?.header.kid);
  const isOf = read?.header.typ === OF_WITNESS && read.claims.to === own && isKey(witness);
  const isValid = isOf && isSignedBy(read, { alg: 'EdDSA', kid: witness, publicKey: witness });
  const reply = read?.claims.message;
  return isValid && isWitnessReply(reply) ? { witness, reply } : undefined;
}

/** Names of a relay and its partner in the pair: the first one does not know the second before their contact. */
function placesOf(claims: CertificateClaims): { readonly own: string; readonly partner: string } {
  const [first, second] = [`first of ${firstOf(claims)}`, `second of ${firstOf(claims)}`];
  return claims.pair ? { own: second, partner: first } : { own: first, partner: second };
}

/** UUID of the first relay of the pair of a certificate. */
export function firstOf({ relay, pair }: CertificateClaims): string {
  return pair?.id ?? relay.id;
}

function readSigned(text: string, typ: string, keys: readonly VendorJwk[]) {
  const read = text.length > MAX_MESSAGE ? null : readJws(text);
  const chain = chainIn(read);
  const certificate = chain === undefined ? null : readJws(chain);
  const key = keys.find(({ kid }) => kid === certificate?.header.kid);
  if (!read || !certificate || !key || read.header.typ !== typ || certificate.header.typ !== SIGNED_RELAY) {
    return undefined;
  }
  return isSignedByVendor(certificate, key)
    ? signedWith(read, certificate.claims as unknown as CertificateClaims)
    : undefined;
}

function chainIn(read: ReadJws | null): string | undefined {
  const [chain] = Array.isArray(read?.header.chain) ? (read.header.chain as unknown[]) : [];
  return typeof chain === 'string' ? chain : undefined;
}

/** Undefined if the message is not signed by the key of this certificate. */
function signedWith(read: ReadJws, by: CertificateClaims) {
  const { kid, x } = by.relay.key;
  return isSignedBy(read, { alg: 'EdDSA', kid, publicKey: x }) ? { by, claims: read.claims } : undefined;
}

function isKey(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** Members of a list in `listOf`, which messages of earlier versions do not have. */
interface ListForm {
  readonly listOf: Form;
}
type Form = 'count' | 'text' | 'flag' | readonly [Form] | ListForm | { readonly [name: string]: Form };

/** UUIDs and keys: the vendor's database cannot store every text. */
const TEXT = /^[\x21-\x7e]{1,100}$/;

const ID: Form = { boot: 'text', number: 'count' };
const ORDER: Form = { id: ID, answers: [ID] };
const SEATS: Form = { sessions: 'count', activations: 'count' };
const EPOCH: Form = { number: 'count', by: 'text' };
const BORROWED: Form = { count: 'count', until: 'count' };
const METER: Form = {
  code: 'text',
  given: 'count',
  taken: 'count',
  total: 'count',
  free: 'count',
  wanted: 'count',
  known: { given: 'count', taken: 'count', total: 'count' },
};
const REPORT: Form = {
  epoch: EPOCH,
  rest: [SEATS],
  sent: 'count',
  pending: [SEATS],
  received: 'count',
  witness: ['text'],
  hold: 'count',
  lease: 'count',
  borrowed: BORROWED,
  free: SEATS,
  share: SEATS,
  wanted: 'count',
  confirms: ['text'],
  meters: { listOf: METER },
};
const TOLD: Form = {
  relay: 'text',
  pair: 'text',
  epoch: EPOCH,
  lease: 'count',
  hold: 'count',
  borrowed: BORROWED,
  asks: 'flag',
};
const GRANT: Form = { epoch: EPOCH, wasTaken: 'flag', hold: 'count', borrowed: BORROWED, isByOperator: 'flag' };
const ANSWER: Form = { mayServe: 'flag', grant: [GRANT], hearsPartner: 'flag' };

const isPairMessage = (value: unknown): value is PairMessage => hasForm(value, { order: ORDER, report: [REPORT] });
const isWitnessMessage = (value: unknown): value is WitnessMessage => hasForm(value, { order: ORDER, told: TOLD });
const isWitnessReply = (value: unknown): value is WitnessReply => hasForm(value, { order: ORDER, answer: [ANSWER] });

/** Whether a value has the members of a form; one in brackets may be null. */
function hasForm(value: unknown, form: Form): boolean {
  if (form === 'count') {
    return Number.isSafeInteger(value) && (value as number) >= 0;
  }
  if (form === 'text') {
    return typeof value === 'string' && TEXT.test(value);
  }
  if (form === 'flag') {
    return typeof value === 'boolean';
  }
  if (Array.isArray(form)) {
    return value === null || hasForm(value, (form as readonly [Form])[0]);
  }
  if ('listOf' in form) {
    const { listOf } = form;
    return value === undefined || (Array.isArray(value) && value.every((each) => hasForm(each, listOf)));
  }
  const members = value as Readonly<Record<string, unknown>> | null;
  const isObject = typeof members === 'object' && members !== null;
  return isObject && Object.entries(form).every(([name, part]) => hasForm(members[name], part));
}
