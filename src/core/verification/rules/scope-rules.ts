import { compareVersions } from '../../catalog/versions/version-order';
import { missingAt } from '../../licenses/grants/effective-grants';
import { isCountryAllowed } from './country-rules';
import type { LicenseContext, Mismatch, VerificationRequest } from './license-context';
import { endOfUpdates } from './term-rules';

export function haveUpdatesEnded(context: LicenseContext, { releasedAt }: VerificationRequest, now: Date): boolean {
  const end = endOfUpdates(context, now);
  return releasedAt === undefined ? end !== null && end <= now : isReleasedAfter(releasedAt, end);
}

export function isForAnotherProduct({ product }: LicenseContext, request: VerificationRequest): boolean {
  return request.product !== undefined && request.product !== product.reference;
}

export function isInOtherCountry({ behavior, countries }: LicenseContext, { caller }: VerificationRequest): boolean {
  return caller !== undefined && !isCountryAllowed(behavior, countries, caller);
}

export function isForAnotherCustomer(
  { license }: LicenseContext,
  { clientName, email, activatingEmail, reservation }: VerificationRequest,
): boolean {
  return (
    differs(license.restrictedToClientName, clientName) ||
    differs(license.restrictedToEmail, email ?? activatingEmail) ||
    differs(reservation?.exec(license.description)?.[1] ?? null, activatingEmail)
  );
}

/** A rule about a scope that was compared where the license was read. */
export const isMismatch =
  (scope: Mismatch) =>
  ({ mismatches }: LicenseContext): boolean =>
    mismatches?.includes(scope) === true;

export function isOtherVersion(
  context: LicenseContext,
  { version, releasedAt }: VerificationRequest,
  now: Date,
): boolean {
  const { minVersion, maxVersion } = context.behavior;
  if (version === undefined) {
    return false;
  }
  const isTooOld = minVersion !== null && compareVersions(version, minVersion) < 0;
  const isTooNew = maxVersion !== null && compareVersions(version, maxVersion) > 0;
  // Another rule compares the release date of a version to download with the end of updates.
  const date = releasedAt === undefined ? (context.versionReleasedAt ?? null) : null;
  return isTooOld || isTooNew || isReleasedAfter(date, endOfUpdates(context, now));
}

export function missingEntitlements(
  { license }: LicenseContext,
  { entitlements = [] }: VerificationRequest,
  now: Date,
): string[] {
  return missingAt(license.effectiveGrants, entitlements, now);
}

function isReleasedAfter(date: string | null, end: Date | null): boolean {
  return date !== null && end !== null && new Date(date) > end;
}

export function isOwnedByAnother(
  { license, customer }: LicenseContext,
  { activatingEmail }: VerificationRequest,
): boolean {
  return license.firstActivatedAt !== null && differs(customer?.email ?? null, activatingEmail);
}

// The rule applies only if both values are present.
function differs(expected: string | null, actual: string | undefined): boolean {
  return expected !== null && actual !== undefined && fold(expected) !== fold(actual);
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
