/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Connection as ClientConnection } from '../../http/connection';
import { StatusApi } from './resources/status';
import { LicenseApi } from './resources/license';
import { AdminApi } from './resources/admin';
import { SessionApi } from './resources/session';
import { VersionApi } from './resources/version';
import { MonitoringApi } from './resources/monitoring';
import { CustomersApi } from './resources/customers';
import { LicenseAdminApi } from './resources/licenseAdmin';
import { DevicesApi } from './resources/devices';
import { ResourcesApi } from './resources/resources';
import { LeadsApi } from './resources/leads';

export class V2Api {
  readonly status: StatusApi;
  readonly license: LicenseApi;
  readonly admin: AdminApi;
  readonly session: SessionApi;
  readonly version: VersionApi;
  readonly monitoring: MonitoringApi;
  readonly customers: CustomersApi;
  readonly licenseAdmin: LicenseAdminApi;
  readonly devices: DevicesApi;
  readonly resources: ResourcesApi;
  readonly leads: LeadsApi;

  constructor(connection: ClientConnection) {
    this.status = new StatusApi(connection);
    this.license = new LicenseApi(connection);
    this.admin = new AdminApi(connection);
    this.session = new SessionApi(connection);
    this.version = new VersionApi(connection);
    this.monitoring = new MonitoringApi(connection);
    this.customers = new CustomersApi(connection);
    this.licenseAdmin = new LicenseAdminApi(connection);
    this.devices = new DevicesApi(connection);
    this.resources = new ResourcesApi(connection);
    this.leads = new LeadsApi(connection);
  }
}

export type { StatusApi } from './resources/status';
export type { LicenseApi } from './resources/license';
export type { AdminApi } from './resources/admin';
export type { SessionApi } from './resources/session';
export type { VersionApi } from './resources/version';
export type { MonitoringApi } from './resources/monitoring';
export type { CustomersApi } from './resources/customers';
export type { LicenseAdminApi } from './resources/licenseAdmin';
export type { DevicesApi } from './resources/devices';
export type { ResourcesApi } from './resources/resources';
export type { LeadsApi } from './resources/leads';
