import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { isInScope } from '../../identity/permissions/caller';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { License } from '../../licenses/licenses/license.entity';
import { hasTypedForm, typedFormOf } from '../../licenses/licenses/typed-key';
import { productsOf } from '../../licenses/licenses/license-products.service';
import { LicenseSession } from '../../licenses/sessions/license-session.entity';

export interface FoundSession {
  readonly session: LicenseSession;
  /** With the product of its seat, if that is one of its own. */
  readonly activation: Activation;
  readonly license: License;
}

/** A license that a program names, at a time: a retired key is valid until another. */
export interface ClaimedLicense {
  readonly licenseKey: string;
  readonly now: Date;
}

/** Null if unknown, of another license than the claimed one, or outside the caller's product scope. */
export async function findSession(
  manager: EntityManager,
  token: string,
  claimed?: ClaimedLicense,
): Promise<FoundSession | null> {
  // Not `findOne`, which asks twice where there are relations.
  const query = manager
    .createQueryBuilder(LicenseSession, 'session')
    .addSelect('session.subject')
    .innerJoinAndSelect('session.activation', 'activation')
    .innerJoinAndSelect('activation.license', 'license')
    .leftJoinAndSelect('activation.product', 'seat_product')
    .where({ tokenHash: hashOf(token) });
  if (claimed) {
    query.andWhere(HAS_KEY, { ...claimed, form: typedFormOf(claimed.licenseKey) });
  }
  const session = await query.getOne();
  const activation = session?.activation;
  const license = activation?.license;
  const isVisible = license && productsOf(license).some((id) => isInScope(id));
  return session && activation && isVisible ? { session, activation, license } : null;
}

/** SHA-256 of the token of a session, in base64url; only this is stored. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

const FORM = 'CAST(:form AS text)';

// The current key of the license, or a retired one that is still valid; as issued or as people type it.
const HAS_KEY = `(license.key = :licenseKey OR ${hasTypedForm('license.key', FORM)} OR EXISTS (
  SELECT 1 FROM retired_keys retired
  WHERE (retired.key = :licenseKey OR ${hasTypedForm('retired.key', FORM)})
    AND retired.license_id = license.id AND retired.valid_until > :now
))`;
