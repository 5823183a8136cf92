/** Free ones of which neither relay asks for more. */
const FEW = 3;

/**
 * Part of what is free that a relay gives its partner: half of the difference, if the partner has few free or the difference is
 * large; more if programs wait there.
 */
export function toGive(free: number, ofPartner: number, pool: number, wanted: number): number {
  const half = Math.floor((free - ofPartner) / 2);
  const levels = ofPartner < FEW || free - ofPartner > pool / 4;
  return Math.max(0, Math.min(free, Math.max(levels ? half : 0, wanted)));
}
