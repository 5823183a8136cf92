import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import type { Activation } from '../activations/activation.entity';
import type { License } from '../licenses/license.entity';
import { LicenseSession } from './license-session.entity';

export interface FoundSession {
  readonly session: LicenseSession;
  readonly activation: Activation;
  readonly license: License;
}

/** Null if unknown, of another license than the given one, or outside the caller's product scope. */
export async function findSession(
  manager: EntityManager,
  token: string,
  licenseKey?: string,
): Promise<FoundSession | null> {
  // Not `findOne`, which asks twice where there are relations.
  const session = await manager
    .createQueryBuilder(LicenseSession, 'session')
    .innerJoinAndSelect('session.activation', 'activation')
    .innerJoinAndSelect('activation.license', 'license')
    .where({ tokenHash: hashOf(token) })
    .getOne();
  const activation = session?.activation;
  const license = activation?.license;
  const matchesKey = (licenseKey ?? license?.key) === license?.key;
  const isInScope = (productScope() ?? license?.productId) === license?.productId;
  return session && activation && license && matchesKey && isInScope ? { session, activation, license } : null;
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
