/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { LicenseApi } from './resources/license';
import { AdminApi } from './resources/admin';
import { StatusApi } from './resources/status';

export interface SmbeautyApi {
  /** Calls of apps: the state and the file of their license. */
  readonly license: LicenseApi;
  /** Configurations and license files of apps. */
  readonly admin: AdminApi;
  /** Whether the server runs. */
  readonly status: StatusApi;
}
export class SmbeautyApi extends /* @__PURE__ */ api({
}, {
  license: LicenseApi,
  admin: AdminApi,
  status: StatusApi,
}) {}

export type { LicenseApi } from './resources/license';
export type { AdminApi } from './resources/admin';
export type { StatusApi } from './resources/status';
