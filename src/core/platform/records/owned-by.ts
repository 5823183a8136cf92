import { ArrayContainedBy, type FindOptionsWhere } from 'typeorm';
import type { Actor } from '../../common/http/request-context';
import type { ActorType } from './audit-entry.entity';

/** Columns of work that somebody has started. */
interface Owned {
  readonly actorType: ActorType;
  readonly actorId: number | null;
  readonly productIds: number[] | null;
}

/**
 * Selects what an actor has started; everything without one. Whoever is restricted to products sees only what was started for
 * these: a role or a key may have lost some since.
 */
export function ownedBy(of: Actor | undefined): FindOptionsWhere<Owned> {
  if (!of) {
    return {};
  }
  const ofProducts = of.products ? { productIds: ArrayContainedBy([...of.products]) } : {};
  return { actorType: of.type, actorId: of.id, ...ofProducts };
}
