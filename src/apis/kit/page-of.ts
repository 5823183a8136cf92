import type { DialectDefinition, NumberedRequest } from '../../core/common';

/** Query fields of a list, as several dialects spell them. */
export interface PageFields {
  readonly page: number;
  readonly per_page: number;
}

/** A page size above the dialect's maximum is reduced to it. */
export function pageOf(
  { page, per_page }: PageFields,
  { paging }: Required<Pick<DialectDefinition, 'paging'>>,
): NumberedRequest {
  return { page, perPage: Math.min(per_page, paging.max) };
}
