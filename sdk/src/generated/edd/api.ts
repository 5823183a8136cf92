/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { LicenseApi } from './resources/license';
import { VersionApi } from './resources/version';

export interface EddApi {
  /** Activate, check and deactivate a license at a site. */
  readonly license: LicenseApi;
  /** The latest version of a plugin and its file. */
  readonly version: VersionApi;
}
export class EddApi extends /* @__PURE__ */ api({
}, {
  license: LicenseApi,
  version: VersionApi,
}) {}

export type { LicenseApi } from './resources/license';
export type { VersionApi } from './resources/version';
