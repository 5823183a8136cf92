import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { NamedProductsService } from '../../../plugins/migration/shadowing/named-products.service';
import { textIn, valueIn } from '../../../plugins/migration/shadowing/sent-fields';
import {
  type AcceptedLicense,
  type RequestedLicense,
  ShadowedApi,
  type ShadowedRequest,
} from '../../../plugins/migration/shadowing/shadowed-api';
import { MAX_FINGERPRINT } from '../../../core/verification';
import {
  acceptedEnd,
  acceptedKey,
  acceptedLimit,
  acceptedText,
} from '../../../plugins/migration/shadowing/accepted-values';
import { presentedKey } from '../http/presented-key';
import { KEYGEN } from '../keygen.dialect';

const LICENSE = /^\/v1\/licenses\/(?!actions\/)([^/]+)/;
const MACHINE = /^\/v1\/machines\/([^/]+)/;
/** Moments of a server and what follows from them, and the address that it saw. */
const OWN_ATTRIBUTES = [
  ...['created', 'updated', 'lastValidated', 'lastCheckIn', 'nextCheckIn', 'lastCheckOut'],
  ...['lastHeartbeat', 'nextHeartbeat', 'heartbeatStatus', 'ip'],
];

/** Keys, verdicts and incomparable fields of Keygen's JSON:API documents, in front of a Keygen server. */
@Injectable()
export class KeygenShadowing extends ShadowedApi {
  readonly dialect = KEYGEN.name;
  override readonly ignoredFields = new RegExp(
    `(?:^|\\.)links$|^meta\\.ts$|\\.relationships\\.environment$|\\.attributes\\.(?:${OWN_ATTRIBUTES.join('|')})$`,
  );

  constructor(private readonly products: NamedProductsService) {
    super();
  }

  /** The path may name a license by its key, too. */
  override licenseOf({ path, headers, body }: ShadowedRequest): RequestedLicense {
    const inPath = segmentOf(path, LICENSE);
    if (inPath !== undefined && !isUUID(inPath)) {
      return { key: inPath };
    }
    const key = textIn(body, 'meta', 'key') ?? presentedKey(headers);
    const license = inPath ?? textIn(body, 'data', 'relationships', 'license', 'data', 'id');
    return key === undefined ? { license, activation: segmentOf(path, MACHINE) } : { key };
  }

  override async acceptedLicense(answer: unknown): Promise<AcceptedLicense | undefined> {
    const accepted = validatedLicense(answer);
    const id = textIn(answer, 'data', 'relationships', 'product', 'data', 'id');
    return accepted && { ...accepted, product: await this.products.referenceOf([id]) };
  }
}

/**
 * A validation, whose status is 200 for refused licenses, too. A license whose end or limit cannot be read is not accepted: it
 * might allow more here.
 */
export function validatedLicense(answer: unknown): AcceptedLicense | undefined {
  const key = acceptedKey(valueIn(answer, 'data', 'attributes', 'key'));
  const expiresAt = acceptedEnd(valueIn(answer, 'data', 'attributes', 'expiry'), 'UTC');
  const maxActivations = acceptedLimit(valueIn(answer, 'data', 'attributes', 'maxMachines'));
  if (valueIn(answer, 'meta', 'valid') !== true || key === undefined) {
    return undefined;
  }
  if (expiresAt === undefined || maxActivations === undefined) {
    return undefined;
  }
  const uid = textIn(answer, 'data', 'id');
  const fingerprint = acceptedText(answer, MAX_FINGERPRINT, 'meta', 'scope', 'fingerprint');
  return {
    key,
    ...(isUUID(uid) && { uid }),
    expiresAt,
    maxActivations,
    devices: fingerprint === undefined ? [] : [{ fingerprint }],
  };
}

/** Undefined if it cannot be decoded. */
function segmentOf(path: string, pattern: RegExp): string | undefined {
  try {
    return decodeURIComponent(pattern.exec(path)?.[1] ?? '') || undefined;
  } catch {
    return undefined;
  }
}
