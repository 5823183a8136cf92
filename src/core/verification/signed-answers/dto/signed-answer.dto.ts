import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { MayBeMissing } from '../../../common/validation/fields';
import { fingerprintOf } from '../../../licenses/activations/fingerprint';
import { keyHashOf } from '../license-claims';
import type { SignedRequest } from '../signed-answers.service';
import type { SignedCall } from '../signed-calls.service';
import type { SignedOperation } from '../verdict-claims';
import { asRule } from '../../../common/validation/rules';

const NONCE = '^[A-Za-z0-9_-]{16,128}$';

/** A nonce, for calls whose answers can be signed. The pattern stands in the document too, by which the fast path checks. */
export function IsNonce(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    Matches(new RegExp(NONCE), {
      message: '$property must have 16 to 128 characters of A-Z, a-z, 0-9, _ and -',
      ...asRule({ rule: 'isNonce', params: { min: 16, max: 128 } }),
    }),
    ApiPropertyOptional({
      pattern: NONCE,
      minLength: 16,
      maxLength: 128,
      description:
        'Random text of 16 to 128 characters of A-Z, a-z, 0-9, _ and -, new for each call. If given, the answer is signed and contains it.',
      example: undefined,
    }),
  );
}

interface SignedFields {
  readonly license_key: string;
  readonly hardware_id?: string | Record<string, unknown>;
  readonly nonce?: string;
  readonly product?: string;
}

/** Undefined if the call has no nonce. */
export function signedRequestIn(operation: SignedOperation, input: SignedFields): SignedRequest | undefined {
  const { nonce, license_key, hardware_id, product } = input;
  if (nonce === undefined) {
    return undefined;
  }
  return { operation, nonce, keyHash: keyHashOf(license_key), fingerprint: sentFingerprint(hardware_id), product };
}

interface SignedCallFields {
  readonly nonce?: string;
  readonly license_key?: string;
  readonly hardware_id?: string | Record<string, unknown>;
}

/**
 * Undefined if the call has no nonce.
 * @param credential what identifies the caller in place of a license key, such as the token of a session
 */
export function signedCallIn(
  operation: SignedOperation,
  { nonce, license_key, hardware_id }: SignedCallFields,
  credential = license_key,
): SignedCall | undefined {
  if (nonce === undefined) {
    return undefined;
  }
  const keyHash = credential === undefined ? null : keyHashOf(credential);
  return { operation, nonce, keyHash, fingerprint: sentFingerprint(hardware_id) };
}

/** Kept with the blanks around it: the app compares it with the value that it has sent. */
function sentFingerprint(hardwareId: SignedFields['hardware_id']): string | null {
  return typeof hardwareId === 'object' ? fingerprintOf(hardwareId) : (hardwareId ?? null);
}

/** An answer without a verdict that is signed if the call has a nonce. */
export class SignedOutcomeDto {
  /**
   * The answer as a compact JWS of type `keyward-answer+jws`, with the nonce, the SHA-256 of the license key or token, the device, and
   * what the answer says. Only present with a nonce.
   */
  signed?: string;
}

/** An answer that is signed if the call has a nonce. */
export class SignedAnswerDto {
  /**
   * The answer as a compact JWS, which apps verify with `/.well-known/jwks.json`: type `keyward-verdict+jws`. Contains
   * the nonce, the SHA-256 of the license key, the device, the result, and until when it may be trusted without the server. Only
   * present with a nonce.
   */
  signed?: string;
}

export function ifSigned(signed: string | undefined): SignedAnswerDto {
  return signed === undefined ? {} : { signed };
}
