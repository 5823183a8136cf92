/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { LicensesApi } from './resources/licenses';

export interface LemonSqueezyApi {
  /** Calls of programs: activate, validate and deactivate instances of a license. */
  readonly licenses: LicensesApi;
}
export class LemonSqueezyApi extends /* @__PURE__ */ api({
}, {
  licenses: LicensesApi,
}) {}

export type { LicensesApi } from './resources/licenses';
