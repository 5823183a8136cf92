/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
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

export interface V2Api {
  /** Whether the server runs. */
  readonly status: StatusApi;
  /** Calls of client programs: activate, verify and look up a license. */
  readonly license: LicenseApi;
  /** Search, license keys and tokens for the admin panel. */
  readonly admin: AdminApi;
  /** Heartbeats and sessions of client programs. */
  readonly session: SessionApi;
  /** Updates for client programs. */
  readonly version: VersionApi;
  /** Live statistics and anomalies. */
  readonly monitoring: MonitoringApi;
  /** Customers and their licenses. */
  readonly customers: CustomersApi;
  /** Change licenses, one or many. */
  readonly licenseAdmin: LicenseAdminApi;
  /** Devices of a license. */
  readonly devices: DevicesApi;
  /** Resources of licenses. */
  readonly resources: ResourcesApi;
  /** Statistics of leads, and their files. */
  readonly leads: LeadsApi;
}
export class V2Api extends /* @__PURE__ */ api({
}, {
  status: StatusApi,
  license: LicenseApi,
  admin: AdminApi,
  session: SessionApi,
  version: VersionApi,
  monitoring: MonitoringApi,
  customers: CustomersApi,
  licenseAdmin: LicenseAdminApi,
  devices: DevicesApi,
  resources: ResourcesApi,
  leads: LeadsApi,
}) {}

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
