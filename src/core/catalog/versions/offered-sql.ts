/** SQL expressions about the program that asks; null where it is unknown. */
export interface ProgramSql {
  /** Fingerprint of the device. */
  readonly device: string;
  /** UUID of the license. */
  readonly license: string;
  /** Release channel of the program. */
  readonly channel: string;
  readonly now: string;
  /** Codes of the entitlements of the license, as an array; by default none, null for any. */
  readonly held?: string | null;
}

const NONE = `CAST('{}' AS varchar[])`;

/**
 * The condition that the rollout of an active version offers it to a program; `explainOffer` is the same in TypeScript.
 * A program without device and license is offered what is offered to all.
 */
export function offeredSql(version: string, { device, license, channel, now, held = NONE }: ProgramSql): string {
  const subject = `coalesce('device ' || ${device}, 'license ' || ${license})`;
  const hash = `encode(sha256(convert_to(${version}.uid || ' ' || ${subject}, 'UTF8')), 'hex')`;
  const side = `CAST(CAST('x' || left(${hash}, 8) AS bit(32)) AS bigint) % 10000`;
  const isHeld = held === null ? 'true' : `${version}.required_entitlements <@ ${held}`;
  return `${version}.halted_at IS NULL AND ${isHeld} AND (${version}.rollout_steps IS NULL
    OR ${license} = ANY (${version}.rollout_licenses) OR ${channel} = ANY (${version}.rollout_channels)
    OR coalesce(${side}, 9999) < 100 * (
      SELECT max(CAST(step->>'percent' AS integer)) FROM jsonb_array_elements(${version}.rollout_steps) AS step
      WHERE CAST(step->>'at' AS timestamptz) <= ${now}
    ))`;
}
