import type { AppBundle, AppBundleStatus } from './app-bundle.entity';

/** What an app says of itself; apps that say nothing are judged by the date alone. */
export interface HealthRequest {
  readonly version?: string;
  /** When it last took what is configured. */
  readonly lastUpdate?: Date;
}

export interface Health {
  readonly status: AppBundleStatus | 'needs_update';
  readonly needsUpdate: boolean;
  /** Whole days, cut toward zero; negative when the date has passed. */
  readonly daysUntilExpiry: number;
}

/** Warned so many days ahead. */
const WARNING_DAYS = 30;
const DAY = 86_400_000;

/** How it stands with an app's license. */
export function healthOf(bundle: AppBundle, request: HealthRequest, now: Date): Health {
  const timeLeft = bundle.expiresAt.getTime() - now.getTime();
  // Adding 0 makes a plain zero of a negative one.
  const daysUntilExpiry = Math.trunc(timeLeft / DAY) + 0;
  // What is switched off has nothing to offer.
  const needsUpdate = bundle.status !== 'disabled' && (daysUntilExpiry <= WARNING_DAYS || isOutdated(bundle, request));
  const isConfigured = bundle.status === 'expired' && timeLeft > 0;
  return { status: needsUpdate && !isConfigured ? 'needs_update' : bundle.status, needsUpdate, daysUntilExpiry };
}

function isOutdated(bundle: AppBundle, { version, lastUpdate }: HealthRequest): boolean {
  const isOtherVersion = version !== undefined && bundle.version !== '' && version !== bundle.version;
  return isOtherVersion || (lastUpdate !== undefined && secondsOf(lastUpdate) < secondsOf(bundle.updatedAt));
}

/** Apps are told moments in whole seconds: what they send back is never later than what they were told. */
function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000);
}
