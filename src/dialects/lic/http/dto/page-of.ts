import type { NumberedRequest } from '../../../../common/pagination/page-request';
import { LIC } from '../../lic.dialect';

/** Larger pages than there are get the largest: the answer says how large it is. */
export function pageOf({ page, per_page }: { page: number; per_page: number }): NumberedRequest {
  return { page, perPage: Math.min(per_page, LIC.paging.max) };
}
