/** Limits that `license.limit_reached` reports. */
export const REPORTED_LIMITS = ['seats', 'uses', 'users', 'sessions', 'meter'] as const;
