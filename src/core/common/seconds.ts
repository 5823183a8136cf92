/** Whole seconds since 1970, as in the claims of a JWS. */
export function inSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
