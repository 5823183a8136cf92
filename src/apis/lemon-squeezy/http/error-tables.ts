import type { Type } from '@nestjs/common';
import type { DialectProblem, ErrorRow, ErrorTable, FieldProblem } from '../../../core/common';
import { messagesByField } from '../../kit/messages-by-field';
import { refusalRows } from '../../kit/refusal-rows';
import { DescribedRefusal } from '../app/described-license';
import { LicenseKeyDto, MetaDto } from './dto/answer.dto';
import { ActivationRefusalDto, DeactivationRefusalDto, ErrorDto, ValidationRefusalDto } from './dto/error.dto';

/** Field of an answer that says whether the call was successful. */
type Outcome = 'activated' | 'valid' | 'deactivated';

/*
 * Statuses and the activation limit: https://docs.lemonsqueezy.com/api/license-api and …/activate-license-key. The documentation leaves
 * the other texts open. They are those that programs in the field have recorded: an unknown key, a disabled one and invalid
 * fields in calls of the live API, an unknown instance and an expired key in the responses that their tests repeat, such as
 * https://github.com/bonny/WordPress-Simple-History/blob/main/tests/wpunit/AddOnPluginLicenseStateTest.php for the expired key.
 */
const DISABLED = 'This license key is disabled.';
const LIMIT_REACHED = 'This license key has reached the activation limit.';
const NO_INSTANCE = 'license_key instance not found.';

export const ERRORS: ErrorTable = {
  codes: { VALIDATION_ERROR: { status: 422 }, ...refusalRows({ status: 400 }) },
  kinds: {
    invalid: { status: 400 },
    unprocessable: { status: 422 },
    unauthenticated: { status: 401, message: 'Unauthenticated.' },
    refused: { status: 403 },
    'not-found': { status: 404 },
    'method-not-allowed': { status: 405 },
    conflict: { status: 409 },
    'too-large': { status: 413 },
    unsupported: { status: 415 },
    'too-many': { status: 429, message: 'Too Many Attempts.' },
    internal: { status: 500, message: 'Server Error' },
    unavailable: { status: 503 },
  },
  body: ({ message, fields }) => (fields ? invalid(messagesByField([...fields].sort(byField))) : { message }),
  schema: ErrorDto,
};

export const ACTIVATION_ERRORS = refusing('activated', ActivationRefusalDto);
export const VALIDATION_ERRORS = refusing('valid', ValidationRefusalDto);
export const DEACTIVATION_ERRORS = refusing('deactivated', DeactivationRefusalDto);

/** Other refusals, which Lemon Squeezy does not have, have our own message. */
function refusing(outcome: Outcome, schema: Type<unknown>): ErrorTable {
  const row = (status: number, message?: string): ErrorRow => ({
    status,
    ...(message !== undefined && { message }),
    body: (problem) => refusal(outcome, problem),
    schema,
  });
  return {
    ...ERRORS,
    codes: {
      ...ERRORS.codes,
      ...refusalRows(row(400)),
      LICENSE_NOT_FOUND: row(404, 'license_key not found.'),
      REVOKED: row(400, DISABLED),
      BLOCKED: row(400, DISABLED),
      DISABLED: row(400, DISABLED),
      NOT_STARTED: row(400, DISABLED),
      EXPIRED: row(400, 'This license key is expired.'),
      NOT_ACTIVATED: row(404, NO_INSTANCE),
      DEVICE_MISMATCH: row(404, NO_INSTANCE),
      USES_EXHAUSTED: row(400, LIMIT_REACHED),
      SEATS_EXHAUSTED: row(400, LIMIT_REACHED),
    },
  };
}

function refusal(outcome: Outcome, { message, cause }: DialectProblem): object {
  if (!(cause instanceof DescribedRefusal)) {
    return { [outcome]: false, error: message };
  }
  const { described, at } = cause;
  return {
    [outcome]: false,
    error: message,
    license_key: LicenseKeyDto.from(described, at),
    ...(outcome !== 'deactivated' && { instance: null }),
    meta: MetaDto.from(described),
  };
}

/** The fields of a call in their order: that of the license key is inherited. */
function byField(one: FieldProblem, other: FieldProblem): number {
  return Number(other.field === 'license_key') - Number(one.field === 'license_key');
}

function invalid(errors: Readonly<Record<string, readonly string[]>>): object {
  const [first = '', ...others] = Object.values(errors).flat();
  const more = others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'error' : 'errors'})`;
  return { message: `${first}${more}`, errors };
}
