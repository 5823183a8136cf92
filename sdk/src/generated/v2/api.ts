/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { StatusApi } from './resources/status';
import { LicenseApi } from './resources/license';
import { SessionApi } from './resources/session';
import { VersionApi } from './resources/version';
import { MonitoringApi } from './resources/monitoring';
import { AdminApi } from './resources/admin';
import { CustomersApi } from './resources/customers';
import { LicenseAdminApi } from './resources/licenseAdmin';
import { DevicesApi } from './resources/devices';
import { LeadsApi } from './resources/leads';
import { ResourcesApi } from './resources/resources';

export interface V2Api {
  /** Whether the server runs. */
  readonly status: StatusApi;
  /** Calls of client programs: activate, verify and look up a license. */
  readonly license: LicenseApi;
  /** Heartbeats and sessions of client programs. */
  readonly session: SessionApi;
  /** Updates for client programs. */
  readonly version: VersionApi;
  /** Live statistics and anomalies. */
  readonly monitoring: MonitoringApi;
  /** Search, license keys and tokens for the admin panel. */
  readonly admin: AdminApi;
  /** Customers and their licenses. */
  readonly customers: CustomersApi;
  /** Change licenses, one or many. */
  readonly licenseAdmin: LicenseAdminApi;
  /** Devices of a license. */
  readonly devices: DevicesApi;
  /** Statistics of leads, and their files. */
  readonly leads: LeadsApi;
  /** Resources of licenses. */
  readonly resources: ResourcesApi;
}
export class V2Api extends /* @__PURE__ */ api({
}, {
  status: StatusApi,
  license: LicenseApi,
  session: SessionApi,
  version: VersionApi,
  monitoring: MonitoringApi,
  admin: AdminApi,
  customers: CustomersApi,
  licenseAdmin: LicenseAdminApi,
  devices: DevicesApi,
  leads: LeadsApi,
  resources: ResourcesApi,
}) {}

export type { StatusApi } from './resources/status';
export type { LicenseApi } from './resources/license';
export type { SessionApi } from './resources/session';
export type { VersionApi } from './resources/version';
export type { MonitoringApi } from './resources/monitoring';
export type { AdminApi } from './resources/admin';
export type { CustomersApi } from './resources/customers';
export type { LicenseAdminApi } from './resources/licenseAdmin';
export type { DevicesApi } from './resources/devices';
export type { LeadsApi } from './resources/leads';
export type { ResourcesApi } from './resources/resources';
