interface Dates {
  readonly disabledAt: Date | null;
  readonly revokedAt: Date | null;
  readonly startsAt: Date | null;
  readonly expiresAt: Date | null;
}

/** The few rules of the baselines. */
export function judge(license: Dates | null, device: { deactivatedAt: Date | null } | null, now: Date): string {
  if (license === null) return 'NOT_FOUND';
  if (license.revokedAt) return 'REVOKED';
  if (license.disabledAt) return 'DISABLED';
  if (license.startsAt && license.startsAt > now) return 'NOT_STARTED';
  if (license.expiresAt && license.expiresAt <= now) return 'EXPIRED';
  return device?.deactivatedAt === null ? 'VALID' : 'NOT_ACTIVATED';
}
