/** UTC without milliseconds: `2025-06-19T10:30:00Z`. */
export function utcSeconds(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

/** The UTC date: `2025-06-19`. */
export function utcDate(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
