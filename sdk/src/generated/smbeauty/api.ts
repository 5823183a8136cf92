/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Connection as ClientConnection } from '../../http/connection';
import { LicenseApi } from './resources/license';
import { AdminApi } from './resources/admin';
import { StatusApi } from './resources/status';

export class SmbeautyApi {
  readonly license: LicenseApi;
  readonly admin: AdminApi;
  readonly status: StatusApi;

  constructor(connection: ClientConnection) {
    this.license = new LicenseApi(connection);
    this.admin = new AdminApi(connection);
    this.status = new StatusApi(connection);
  }
}

export type { LicenseApi } from './resources/license';
export type { AdminApi } from './resources/admin';
export type { StatusApi } from './resources/status';
