import { currentRequest } from '../../common/http/request-context';
import { MalformedLicenseKey } from './license.errors';

/** The license key in a request, refused where it could be none in the caller's dialect. */
export function licenseKeyIn(field: string, text: string): string {
  const canBeKey = currentRequest()?.dialect.keyPattern(text) ?? true;
  if (!canBeKey) {
    throw new MalformedLicenseKey(field);
  }
  return text;
}
