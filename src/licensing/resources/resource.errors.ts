import { Forbidden } from '../../common/access/access.errors';
import { Conflict, DomainError } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import { productScope } from '../../identity/permissions/caller';
import type { ResourceRowProblem } from './resource-rows';
import type { Resource } from './resource.entity';

/** Request field of the resources, in every API that has lists of them. */
const FIELD = 'resource_ids';
/** Resources that a message names; the details name as many. */
const MAX_NAMED = 20;
/** Invalid cells of a file that an answer lists. */
export const LISTED_PROBLEMS = 100;

export class ResourcesNotFound extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not-found';
  override readonly fields: readonly FieldProblem[];

  constructor(ids: readonly (string | number)[]) {
    super(`Resource not found: ${listed(ids.map(String))}`);
    this.fields = problemsOf('not_found', ids.map(String), 'Resource not found');
  }
}

/** Nothing of the file was imported. */
export class ImportRefused extends DomainError {
  readonly code = 'IMPORT_REFUSED';
  readonly kind = 'unprocessable';
  override readonly fields: readonly FieldProblem[];

  constructor(problems: readonly ResourceRowProblem[]) {
    super(`The file has invalid cells (${problems.length}): nothing was imported`);
    this.fields = problems.slice(0, LISTED_PROBLEMS).map(({ row, column, message }) => ({
      field: `rows.${row}.${column}`,
      reason: 'invalid',
      message: `Row ${row}: ${message}`,
    }));
  }
}

export function alreadyAllocated(resources: readonly Resource[]): Conflict {
  return conflict('already_allocated', resources, 'Resource already allocated');
}

export function notAllocated(resources: readonly Resource[]): Conflict {
  return conflict('not_allocated', resources, 'Resource not allocated');
}

/** Resources do not belong to a product: the keys of one product may only allocate them to its licenses. */
export function refuseProductScope(purpose: string): void {
  if (productScope() !== undefined) {
    throw new Forbidden(`${purpose}, which do not belong to a product`);
  }
}

function conflict(reason: string, resources: readonly Resource[], message: string): Conflict {
  const names = resources.map(({ type, identifier, id }) => `${type} ${identifier} (${id})`);
  return new Conflict(`${message}: ${listed(names)}`, 'CONFLICT', problemsOf(reason, names, message));
}

function listed(names: readonly string[]): string {
  const rest = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function problemsOf(reason: string, names: readonly string[], message: string): FieldProblem[] {
  return names.slice(0, MAX_NAMED).map((name) => ({ field: FIELD, reason, message: `${message}: ${name}` }));
}
