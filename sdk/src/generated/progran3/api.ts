/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Connection as ClientConnection } from '../../http/connection';
import { LicensesApi } from './resources/licenses';
import { SystemsApi } from './resources/systems';

export class Progran3Api {
  /** Activate and validate licenses; generate, list and change them. */
  readonly licenses: LicensesApi;
  /** Systems of the plugin, their heartbeats and telemetry, and statistics. */
  readonly systems: SystemsApi;

  constructor(connection: ClientConnection) {
    this.licenses = new LicensesApi(connection);
    this.systems = new SystemsApi(connection);
  }
}

export type { LicensesApi } from './resources/licenses';
export type { SystemsApi } from './resources/systems';
