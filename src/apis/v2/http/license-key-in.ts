import { currentRequest, problem } from '../../../core/common';
/** @throws INVALID_LICENSE if the text cannot be a license key in the caller's dialect */
export function licenseKeyIn(field: string, text: string): string {
  const isWellFormed = currentRequest()?.dialect.keyPattern?.(text) ?? true;
  if (!isWellFormed) {
    throw problem('INVALID_LICENSE', { field });
  }
  return text;
}
