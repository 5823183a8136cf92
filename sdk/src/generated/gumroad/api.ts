/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { LicensesApi } from './resources/licenses';

export interface GumroadApi {
  /** Verify license keys and count their uses; enable, disable and rotate them. */
  readonly licenses: LicensesApi;
}
export class GumroadApi extends /* @__PURE__ */ api({
}, {
  licenses: LicensesApi,
}) {}

export type { LicensesApi } from './resources/licenses';
