/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { LicenseApi } from './resources/license';
import { CreationApi } from './resources/creation';

export interface SlmApi {
  /** Activate, check and deactivate a license on a domain. */
  readonly license: LicenseApi;
  /** Create a license. */
  readonly creation: CreationApi;
}
export class SlmApi extends /* @__PURE__ */ api({
}, {
  license: LicenseApi,
  creation: CreationApi,
}) {}

export type { LicenseApi } from './resources/license';
export type { CreationApi } from './resources/creation';
