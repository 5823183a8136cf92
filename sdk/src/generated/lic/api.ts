/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { VerifyApi } from './resources/verify';
import { AuthApi } from './resources/auth';
import { LicensesApi } from './resources/licenses';
import { RecordsApi } from './resources/records';

export interface LicApi {
  /** The call of client programs: verify a license and bind it to a machine. */
  readonly verify: VerifyApi;
  /** Log in and out of the management calls. */
  readonly auth: AuthApi;
  /** Create, list, change, extend, disable and unbind licenses. */
  readonly licenses: LicensesApi;
  /** Statistics and the log of verifications. */
  readonly records: RecordsApi;
}
export class LicApi extends /* @__PURE__ */ api({
}, {
  verify: VerifyApi,
  auth: AuthApi,
  licenses: LicensesApi,
  records: RecordsApi,
}) {}

export type { VerifyApi } from './resources/verify';
export type { AuthApi } from './resources/auth';
export type { LicensesApi } from './resources/licenses';
export type { RecordsApi } from './resources/records';
