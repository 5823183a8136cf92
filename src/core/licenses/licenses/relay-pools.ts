import type { EntityManager } from 'typeorm';
import { License } from './license.entity';

/** Part of a license that a relay in the network of a customer serves. It is away from the license until it ends. */
export interface RelayPool {
  /** UUID of the relay. */
  readonly relay: string;
  /** End in milliseconds since 1970. */
  readonly until: number;
  readonly sessions?: number;
  readonly activations?: number;
}

/** A limit of which relays may have a part. */
export type PooledLimit = 'sessions' | 'activations';

/**
 * The part of a limit that relays do not have at an instant; null is unlimited.
 * @param pools null if the license never had a relay
 */
export function withoutPools(
  limit: number | null,
  pools: readonly RelayPool[] | null,
  of: PooledLimit,
  now: Date,
): number | null {
  if (limit === null || pools === null) {
    return limit;
  }
  const away = livePools(pools, now).reduce((sum, pool) => sum + (pool[of] ?? 0), 0);
  return Math.max(0, limit - away);
}

/** The pools that have not ended. */
export function livePools(pools: readonly RelayPool[] | null, now: Date): RelayPool[] {
  return (pools ?? []).filter(({ until }) => until > now.getTime());
}

/** Replaces the pools of a license. The caller holds its row lock. */
export async function storePools(manager: EntityManager, id: number, relayPools: RelayPool[]): Promise<void> {
  await manager.update(License, id, { relayPools });
}
