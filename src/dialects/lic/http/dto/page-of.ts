import type { NumberedRequest } from '../../../../common/pagination/page-request';
import { LIC } from '../../lic.dialect';

export function pageOf({ page, per_page }: { page: number; per_page: number }): NumberedRequest {
  return { page, perPage: Math.min(per_page, LIC.paging.max) };
}
