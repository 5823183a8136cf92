/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { ConnectionApi } from './resources/connection';
import { LicenseApi } from './resources/license';
import { UpdateApi } from './resources/update';
import { LegacyApi } from './resources/legacy';
import { ProductsApi } from './resources/products';
import { ActivationsApi } from './resources/activations';
import { LicensesApi } from './resources/licenses';
import { VersionsApi } from './resources/versions';

export interface LicenseManagerApi {
  /** Whether the server runs and an API key is valid. */
  readonly connection: ConnectionApi;
  /** Calls of client programs: activate, verify, check and deactivate a license. */
  readonly license: LicenseApi;
  /** Updates for client programs. */
  readonly update: UpdateApi;
  /** LicenseBox's calls, which its programs still use. */
  readonly legacy: LegacyApi;
  /** Products and their state. */
  readonly products: ProductsApi;
  /** Activations of licenses on domains. */
  readonly activations: ActivationsApi;
  /** Licenses of products, and blocked ones. */
  readonly licenses: LicensesApi;
  /** Versions of a product and their files. */
  readonly versions: VersionsApi;
}
export class LicenseManagerApi extends /* @__PURE__ */ api({
}, {
  connection: ConnectionApi,
  license: LicenseApi,
  update: UpdateApi,
  legacy: LegacyApi,
  products: ProductsApi,
  activations: ActivationsApi,
  licenses: LicensesApi,
  versions: VersionsApi,
}) {}

export type { ConnectionApi } from './resources/connection';
export type { LicenseApi } from './resources/license';
export type { UpdateApi } from './resources/update';
export type { LegacyApi } from './resources/legacy';
export type { ProductsApi } from './resources/products';
export type { ActivationsApi } from './resources/activations';
export type { LicensesApi } from './resources/licenses';
export type { VersionsApi } from './resources/versions';
