/** Seconds in the notation of microseconds: `2021-01-24T14:15:07.000000Z`. */
export function microseconds(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}.000000Z`;
}
