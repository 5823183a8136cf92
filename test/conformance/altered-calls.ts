import { generateKeyPairSync, sign } from 'node:crypto';
import { isRelayed, type RelayNetwork, signedByRelay } from './fake-relay';
import { isSigned, signedBy, type SignedNetwork } from './other-signer';

/**
 * - `unsigned`: says yes without a signature
 * - `other_key`: says yes, signed with a key of its own
 * - `tampered`: changes a character of what the server signed
 * - `other_body`: says beside the signature that nothing is left and nothing is newer
 * - `other_amounts`: the server gets other amounts of usage than the program sent
 * - `first_key`, `second_key`: what the server signs, signed with keys of its own, the second of which is endorsed by the first
 * - `revoked_key`: signed with the first key, although the second one has revoked it
 * - `vendor`: the server of the vendor, which signs with the first key and knows no device and no session of a relay
 * - `relay` and others: see fake-relay.ts
 */
export type AlteringNetwork =
  'unsigned' | 'other_key' | 'tampered' | 'other_body' | 'other_amounts' | SignedNetwork | RelayNetwork;

const OTHER_BODY = { meters: [], credits: [], available: false, version: null };

const { privateKey } = generateKeyPairSync('ed25519');
const base64url = (data: string | Buffer): string => Buffer.from(data).toString('base64url');

/** What the server gets of a call. */
export function alteredQuestion(network: string, question: string): string {
  if (network === 'vendor') {
    return question.replace(/("(?:hardware_id|session_token)":\s*)"[^"]*"/g, '$1"stranger"');
  }
  return network === 'other_amounts' ? question.replace(/"amount":\s*\d+/g, '"amount":2') : question;
}

/** What the program gets of the answer to a call. */
export function alteredAnswer(network: string, answer: string, question: string): string {
  const { signed, ...rest } = JSON.parse(answer || '{}') as { signed?: string };
  if (signed === undefined || question === '') {
    return answer;
  }
  const alterations: Readonly<Record<string, () => object>> = {
    unsigned: () => ({ ...rest, success: true, valid: true }),
    other_key: () => ({ ...rest, valid: true, signed: forged(signed, question) }),
    tampered: () => ({ ...rest, signed: changedOnce(signed) }),
    other_body: () => ({ ...rest, ...OTHER_BODY, signed }),
  };
  if (isRelayed(network)) {
    return JSON.stringify({ ...rest, signed: signedByRelay(network, signed, question) });
  }
  const altered = isSigned(network)
    ? { ...rest, signed: signedBy(network, signed, question) }
    : alterations[network]?.();
  return altered === undefined ? answer : JSON.stringify(altered);
}

/** The claims of the server, signed with a key that no program pins. */
function forged(signed: string, question: string): string {
  const [header = '', claims = ''] = signed.split('.').map(partOf);
  const { typ } = JSON.parse(header) as { typ: string };
  const { nonce } = JSON.parse(question) as { nonce?: string };
  const said = JSON.parse(claims) as { valid?: boolean };
  const yes = said.valid !== undefined && { valid: true, code: 'VALID' };
  const content = [
    { alg: 'EdDSA', kid: 'fakefake', typ },
    { ...said, ...yes, nonce },
  ]
    .map((part) => base64url(JSON.stringify(part)))
    .join('.');
  return `${content}.${base64url(sign(null, Buffer.from(content), privateKey))}`;
}

function partOf(part: string): string {
  return Buffer.from(part, 'base64url').toString();
}

function changedOnce(signed: string): string {
  const at = signed.indexOf('.') + 20;
  return signed.slice(0, at) + (signed[at] === 'A' ? 'B' : 'A') + signed.slice(at + 1);
}
