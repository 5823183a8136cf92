import type { AppBundle, AppBundleStatus } from './app-bundle.entity';
import { DAY } from '../../common/calendar';

/** Data sent by an app. Without it, only the expiration date is checked. */
export interface HealthRequest {
  readonly version?: string;
  /** When the app last fetched its configuration. */
  readonly lastUpdate?: Date;
}

/** Status of an app bundle on a day, with the days that are left. */
export interface Health {
  readonly status: AppBundleStatus | 'needs_update';
  readonly needsUpdate: boolean;
  /** Whole days, rounded toward zero; negative after the date. */
  readonly daysUntilExpiry: number;
}

const WARNING_DAYS = 30;

/** Computes the status of an app's license. */
export function healthOf(bundle: AppBundle, request: HealthRequest, now: Date): Health {
  const timeLeft = bundle.expiresAt.getTime() - now.getTime();
  // Adding 0 converts -0 to 0.
  const daysUntilExpiry = Math.trunc(timeLeft / DAY) + 0;
  // A disabled bundle has no update to offer.
  const needsUpdate = bundle.status !== 'disabled' && (daysUntilExpiry <= WARNING_DAYS || isOutdated(bundle, request));
  const isConfigured = bundle.status === 'expired' && timeLeft > 0;
  return { status: needsUpdate && !isConfigured ? 'needs_update' : bundle.status, needsUpdate, daysUntilExpiry };
}

function isOutdated(bundle: AppBundle, { version, lastUpdate }: HealthRequest): boolean {
  const isOtherVersion = version !== undefined && bundle.version !== '' && version !== bundle.version;
  return isOtherVersion || (lastUpdate !== undefined && secondsOf(lastUpdate) < secondsOf(bundle.updatedAt));
}

/** Apps receive dates in whole seconds, so dates they return are compared without fractions. */
function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1_000);
}
