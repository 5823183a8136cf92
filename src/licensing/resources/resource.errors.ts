import { Forbidden } from '../../common/access/access.errors';
import { Conflict, DomainError } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import { productScope } from '../../identity/permissions/caller';
import { columnOf, type Resource, type ResourceId } from './resource.entity';

/** Request field of the resources, in every API that has lists of them. */
const FIELD = 'resource_ids';
/** Resources that a message names; the details have all of them. */
const MAX_NAMED = 20;

export class ResourcesNotFound extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not-found';
  override readonly fields: readonly FieldProblem[];

  constructor(ids: readonly ResourceId[]) {
    super(`Resource not found: ${listed(ids)}`);
    this.fields = [{ field: FIELD, reason: 'unknown', message: this.message, ids }];
  }
}

/** @param asked the ids of the request: the answer names resources in the same way */
export function alreadyAllocated(resources: readonly Resource[], asked: readonly ResourceId[]): Conflict {
  return conflict('already_allocated', 'Resource already allocated', resources, asked);
}

export function notAllocated(resources: readonly Resource[], asked: readonly ResourceId[]): Conflict {
  return conflict('not_allocated', 'Resource not allocated', resources, asked);
}

/** Resources do not belong to a product: the keys of one product may only allocate them to its licenses. */
export function refuseProductScope(purpose: string): void {
  if (productScope() !== undefined) {
    throw new Forbidden(`${purpose}, which do not belong to a product`);
  }
}

function conflict(
  reason: string,
  what: string,
  resources: readonly Resource[],
  asked: readonly ResourceId[],
): Conflict {
  const column = columnOf(asked);
  const names = resources.map((resource) => `${resource.type} ${resource.identifier} (${resource[column]})`);
  const message = `${what}: ${listed(names)}`;
  const ids = resources.map((resource) => resource[column]);
  return new Conflict(message, 'CONFLICT', [{ field: FIELD, reason, message, ids }]);
}

function listed(names: readonly ResourceId[]): string {
  const rest = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
