import { isInt, isUUID, max, min } from 'class-validator';
import { isWellFormedKey } from '../../catalog/policies/license-key';
import type {
  AcceptedLicense,
  RequestedLicense,
  ShadowedApi,
  ShadowedRequest,
} from '../../common/dialects/shadowed-api';
import { isStorable } from '../../common/http/json-body';
import { hasAtMost, MAX_INTEGER } from '../../common/validation/fields';
import { MAX_FINGERPRINT } from '../../verification/calls/dto/client-call.dto';
import { presentedKey } from './http/presented-key';

const LICENSE = /^\/v1\/licenses\/(?!actions\/)([^/]+)/;
const MACHINE = /^\/v1\/machines\/([^/]+)/;
/** Moments of a server and what follows from them, and the address that it saw. */
const OWN_ATTRIBUTES = [
  ...['created', 'updated', 'lastValidated', 'lastCheckIn', 'nextCheckIn', 'lastCheckOut'],
  ...['lastHeartbeat', 'nextHeartbeat', 'heartbeatStatus', 'ip'],
];

/** Keys, verdicts and incomparable fields of Keygen's JSON:API documents, in front of a Keygen server. */
export const KEYGEN_SHADOWING: ShadowedApi = {
  licenseOf,
  ignoredFields: new RegExp(
    `(?:^|\\.)links$|^meta\\.ts$|\\.relationships\\.environment$|\\.attributes\\.(?:${OWN_ATTRIBUTES.join('|')})$`,
  ),
  acceptedLicense,
};

/** The path may name a license by its key, too. */
function licenseOf({ path, headers, body }: ShadowedRequest): RequestedLicense {
  const inPath = segmentOf(path, LICENSE);
  if (inPath !== undefined && !isUUID(inPath)) {
    return { key: inPath };
  }
  const key = textIn(at(body, 'meta', 'key')) ?? presentedKey(headers);
  const license = inPath ?? textIn(at(body, 'data', 'relationships', 'license', 'data', 'id'));
  return key === undefined ? { license, activation: segmentOf(path, MACHINE) } : { key };
}

/** Undefined if it cannot be decoded. */
function segmentOf(path: string, pattern: RegExp): string | undefined {
  try {
    return textIn(decodeURIComponent(pattern.exec(path)?.[1] ?? ''));
  } catch {
    return undefined;
  }
}

/**
 * A validation, whose status is 200 for refused licenses, too. A license whose end or limit cannot be read is not accepted: it
 * might allow more here.
 */
function acceptedLicense(answer: unknown): AcceptedLicense | undefined {
  const key = textIn(at(answer, 'data', 'attributes', 'key'));
  if (key === undefined || !isWellFormedKey(key) || !isStorable(key) || at(answer, 'meta', 'valid') !== true) {
    return undefined;
  }
  const expiry = at(answer, 'data', 'attributes', 'expiry');
  const seats = at(answer, 'data', 'attributes', 'maxMachines');
  if (!isEnd(expiry) || !isLimit(seats)) {
    return undefined;
  }
  const uid = textIn(at(answer, 'data', 'id'));
  const fingerprint = textIn(at(answer, 'meta', 'scope', 'fingerprint'));
  return {
    key,
    ...(uid !== undefined && isUUID(uid) && { uid }),
    ...(fingerprint !== undefined && isFingerprint(fingerprint) && { fingerprint }),
    expiresAt: expiry === null ? null : new Date(expiry),
    maxActivations: seats,
  };
}

function isEnd(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
}

function isLimit(value: unknown): value is number | null {
  return value === null || (isInt(value) && min(value, 1) && max(value, MAX_INTEGER));
}

function isFingerprint(text: string): boolean {
  return hasAtMost(text, MAX_FINGERPRINT) && isStorable(text);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value below these names; undefined if there is none. */
function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    value,
  );
}
