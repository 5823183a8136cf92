import { currentRequest } from '../../common/http/request-context';
import { productScope } from '../../identity/permissions/caller';
import type { JobsOf } from '../../platform/background-jobs/background-jobs.service';

/** A caller who is restricted to products sees their own jobs. */
export function visibleJobs(): JobsOf {
  return productScope() === undefined ? undefined : currentRequest()?.actor;
}
