/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Connection as ClientConnection } from '../../http/connection';
import { LicensesApi } from './resources/licenses';
import { SystemsApi } from './resources/systems';

export class Progran3Api {
  readonly licenses: LicensesApi;
  readonly systems: SystemsApi;

  constructor(connection: ClientConnection) {
    this.licenses = new LicensesApi(connection);
    this.systems = new SystemsApi(connection);
  }
}

export type { LicensesApi } from './resources/licenses';
export type { SystemsApi } from './resources/systems';
