import { currentRequest } from '../../common/http/request-context';
import { MalformedLicenseKey } from './license.errors';

/** @throws MalformedLicenseKey if the text cannot be a license key in the caller's dialect */
export function licenseKeyIn(field: string, text: string): string {
  const isWellFormed = currentRequest()?.dialect.keyPattern(text) ?? true;
  if (!isWellFormed) {
    throw new MalformedLicenseKey(field);
  }
  return text;
}
