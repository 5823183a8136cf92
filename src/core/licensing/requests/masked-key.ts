/** Characters that are shown at the start and at the end of a key. */
const SHOWN = 4;

/** A license key by which a person recognizes it, and which is not usable: at most half of its characters. */
export function maskedKey(key: string): string {
  const shown = Math.min(SHOWN, Math.floor(key.length / 4));
  return `${key.slice(0, shown)}…${shown === 0 ? '' : key.slice(-shown)}`;
}
