import { type DomainError, problem } from '../../core/common';
import { type PlainErrorName } from '../../core/common/internal';
import { productScope } from '../../core/identity';
import { columnOf, type Resource, type ResourceId } from './resource.entity';

/** Resources that a message names; the details have all of them. */
const MAX_NAMED = 20;

export function resourcesNotFound(ids: readonly ResourceId[]): DomainError {
  return problem('RESOURCES_NOT_FOUND', { list: listed(ids), ids });
}

/** @param asked the ids of the request: the answer names resources in the same way */
export function alreadyAllocated(resources: readonly Resource[], asked: readonly ResourceId[]): DomainError {
  return problem('RESOURCES_ALLOCATED', detailsOf(resources, asked));
}

export function notAllocated(resources: readonly Resource[], asked: readonly ResourceId[]): DomainError {
  return problem('RESOURCES_NOT_ALLOCATED', detailsOf(resources, asked));
}

/** Resources do not belong to a product: the keys of one product may only allocate them to its licenses. */
export function refuseProductScope(error: PlainErrorName): void {
  if (productScope() !== undefined) {
    throw problem(error);
  }
}

function detailsOf(resources: readonly Resource[], asked: readonly ResourceId[]) {
  const column = columnOf(asked);
  const names = resources.map((resource) => `${resource.type} ${resource.identifier} (${resource[column]})`);
  return { resources: listed(names), ids: resources.map((resource) => resource[column]) };
}

function listed(names: readonly ResourceId[]): string {
  const rest = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
