import type { ErrorRow, ErrorTable } from '../../../core/common';
import { refusalRows } from '../../kit/refusal-rows';
import { ErrorDto } from './dto/error.dto';

/*
 * Texts and statuses of Gumroad's own server, https://github.com/antiwork/gumroad:
 * app/controllers/api/v2/licenses_controller.rb, read at commit 194eca9f, and, for other errors, https://gumroad.com/api#errors.
 */
const UNKNOWN = 'That license does not exist for the provided product.';
const DISABLED = 'This license key has been disabled.';
const EXPIRED = 'Access to the purchase associated with this license has expired.';

/** Every refused license is not found. Other refusals, which Gumroad does not have, have our own message. */
const refused = (message?: string): ErrorRow => ({ status: 404, ...(message !== undefined && { message }) });

export const ERRORS: ErrorTable = {
  codes: {
    ...refusalRows(refused()),
    LICENSE_NOT_FOUND: refused(UNKNOWN),
    PRODUCT_MISMATCH: refused(UNKNOWN),
    REVOKED: refused(DISABLED),
    BLOCKED: refused(DISABLED),
    DISABLED: refused(DISABLED),
    NOT_STARTED: refused(DISABLED),
    EXPIRED: refused(EXPIRED),
  },
  kinds: {
    invalid: { status: 400 },
    unprocessable: { status: 400 },
    unauthenticated: {
      status: 401,
      message: 'The access token is invalid',
      headers: { 'www-authenticate': 'Bearer realm="Doorkeeper", error="invalid_token"' },
    },
    refused: { status: 403, message: 'Access to this resource requires scope "edit_products".' },
    'not-found': { status: 404 },
    'method-not-allowed': { status: 404 },
    conflict: { status: 402 },
    'too-large': { status: 413 },
    unsupported: { status: 415 },
    'too-many': { status: 429 },
    internal: { status: 500 },
    unavailable: { status: 503 },
  },
  body: ({ message }) => ({ success: false, message }),
  schema: ErrorDto,
};
