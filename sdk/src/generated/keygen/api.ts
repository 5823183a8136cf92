/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { LicensesApi } from './resources/licenses';
import { MachinesApi } from './resources/machines';

export interface KeygenApi {
  /** Validate licenses and read them with their entitlements and machines. */
  readonly licenses: LicensesApi;
  /** Activate and deactivate machines, and send heartbeats. */
  readonly machines: MachinesApi;
}
export class KeygenApi extends /* @__PURE__ */ api({
}, {
  licenses: LicensesApi,
  machines: MachinesApi,
}) {}

export type { LicensesApi } from './resources/licenses';
export type { MachinesApi } from './resources/machines';
