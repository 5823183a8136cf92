import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { License } from '../licenses/license.entity';
import type { DefinitionKind } from '../../catalog/grants/grants';
import { COPY_RESOLVED, NEXT_LICENSES, nextGranted, resolveStatements } from './resolve-statements';
import type { EffectiveGrants } from './effective-grants';

/** Job that follows a change of a policy's grants. */
export const RESOLVE_POLICY = 'resolve-policy';

/** Job that follows another code of an entitlement or a meter, for licenses that grant or withdraw it themselves. */
export const RESOLVE_GRANTED = 'resolve-granted';

export const RESOLUTION_LIMITS = {
  /** Licenses per transaction. */
  batch: 1_000,
};

/** Computes what licenses hold by their own grants and their policy's. */
@Injectable()
export class ResolveLicensesService {
  constructor(private readonly work: UnitOfWork) {}

  /** In the transaction that changed the licenses, their grants or their policy; sets `effectiveGrants` of the given objects. */
  async resolve(licenses: readonly License[]): Promise<void> {
    const grants = await this.resolveById(licenses.map(({ id }) => id));
    for (const license of licenses) {
      license.effectiveGrants = grants.get(license.id) ?? license.effectiveGrants;
    }
  }

  /** Like `resolve`, for new licenses that differ by their keys alone: they hold the same. */
  async resolveAlike(licenses: readonly License[]): Promise<void> {
    const [first, ...others] = licenses;
    const held = first && (await this.resolveById([first.id])).get(first.id);
    if (!first || !held) {
      return;
    }
    if (others.length > 0) {
      await this.work.manager.query(COPY_RESOLVED, [first.id, others.map(({ id }) => id)]);
    }
    for (const license of licenses) {
      license.effectiveGrants = held;
    }
  }

  /** Like `resolve`, for licenses that are not loaded. Returns what changed. */
  async resolveById(ids: readonly number[]): Promise<ReadonlyMap<number, EffectiveGrants>> {
    const { lock, resolve, values } = resolveStatements(ids);
    // A statement of its own: the next one sees what was committed while this one waited.
    await this.work.query(lock, values);
    const rows = await this.work.query<{ id: number; resolved: EffectiveGrants }>(resolve, values);
    return new Map(rows.map(({ id, resolved }) => [id, resolved]));
  }

  /**
   * Follows a change of a policy's grants. It may run again after an interruption, and on several nodes at once: each step
   * locks its licenses, reads the grants as they are now and writes only what differs.
   */
  resolvePolicy(policyId: number): Promise<void> {
    return this.resolveAll(NEXT_LICENSES, policyId);
  }

  /** Follows another code of what licenses grant or withdraw themselves; otherwise like `resolvePolicy`. */
  resolveGranted({ definition, id }: GrantedDefinition): Promise<void> {
    return this.resolveAll(nextGranted(definition), id);
  }

  /** @param next statement for the ids of the next licenses, by what they have in common, the last id and their number */
  private async resolveAll(next: string, of: number): Promise<void> {
    let last = 0;
    let ids: number[] = [];
    do {
      const rows = await this.work.manager.query<{ id: number }[]>(next, [of, last, RESOLUTION_LIMITS.batch]);
      ids = rows.map(({ id }) => id);
      await this.work.run(() => this.resolveById(ids));
      last = ids.at(-1) ?? last;
    } while (ids.length === RESOLUTION_LIMITS.batch);
  }
}

interface GrantedDefinition {
  readonly definition: DefinitionKind;
  readonly id: number;
}

/** The entitlement or meter that a job's payload names. */
export function definitionOf(payload: unknown): GrantedDefinition {
  const { definition, id } = payload as { definition?: unknown; id?: unknown };
  if ((definition !== 'entitlement' && definition !== 'meter') || typeof id !== 'number') {
    throw new Error('The job names no entitlement or meter');
  }
  return { definition, id };
}

/** The policy that a job's payload names. */
export function policyOf(payload: unknown): number {
  const { policy } = payload as { policy?: unknown };
  if (typeof policy !== 'number') {
    throw new Error('The job names no policy');
  }
  return policy;
}
