/* written by sdk/scripts/generate.mjs -- do not edit */
import { api } from '../../operations';
import { LicensesApi } from './resources/licenses';
import { SystemsApi } from './resources/systems';

export interface Progran3Api {
  /** Activate and validate licenses; generate, list and change them. */
  readonly licenses: LicensesApi;
  /** Systems of the plugin, their heartbeats and telemetry, modules and statistics. */
  readonly systems: SystemsApi;
}
export class Progran3Api extends /* @__PURE__ */ api({
}, {
  licenses: LicensesApi,
  systems: SystemsApi,
}) {}

export type { LicensesApi } from './resources/licenses';
export type { SystemsApi } from './resources/systems';
