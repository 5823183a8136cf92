import { currentRequest } from '../../common/http/request-context';
import type { LicenseContext } from '../rules/license-context';
import { noteSigningAlg } from '../signed-answers/note-signing-alg';
import { programsSold } from '../rules/seat-rules';

/** Tells the limits of programs' calls which license a call is about, and signed answers its product; null if there is none. */
export function noteLicense(context: LicenseContext | null, request = currentRequest()): void {
  noteSigningAlg(context?.license.product, request);
  if (request?.licenseCall) {
    request.foundLicense = context && { id: String(context.license.id), seats: programsSold(context) };
  }
}
