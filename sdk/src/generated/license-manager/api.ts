/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Connection as ClientConnection } from '../../http/connection';
import { ConnectionApi } from './resources/connection';
import { LicenseApi } from './resources/license';
import { UpdateApi } from './resources/update';
import { LegacyApi } from './resources/legacy';
import { ProductsApi } from './resources/products';
import { ActivationsApi } from './resources/activations';
import { LicensesApi } from './resources/licenses';
import { VersionsApi } from './resources/versions';

export class LicenseManagerApi {
  readonly connection: ConnectionApi;
  readonly license: LicenseApi;
  readonly update: UpdateApi;
  readonly legacy: LegacyApi;
  readonly products: ProductsApi;
  readonly activations: ActivationsApi;
  readonly licenses: LicensesApi;
  readonly versions: VersionsApi;

  constructor(connection: ClientConnection) {
    this.connection = new ConnectionApi(connection);
    this.license = new LicenseApi(connection);
    this.update = new UpdateApi(connection);
    this.legacy = new LegacyApi(connection);
    this.products = new ProductsApi(connection);
    this.activations = new ActivationsApi(connection);
    this.licenses = new LicensesApi(connection);
    this.versions = new VersionsApi(connection);
  }
}

export type { ConnectionApi } from './resources/connection';
export type { LicenseApi } from './resources/license';
export type { UpdateApi } from './resources/update';
export type { LegacyApi } from './resources/legacy';
export type { ProductsApi } from './resources/products';
export type { ActivationsApi } from './resources/activations';
export type { LicensesApi } from './resources/licenses';
export type { VersionsApi } from './resources/versions';
