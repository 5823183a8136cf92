/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Connection as ClientConnection } from '../../http/connection';
import { VerifyApi } from './resources/verify';
import { AuthApi } from './resources/auth';
import { LicensesApi } from './resources/licenses';
import { RecordsApi } from './resources/records';

export class LicApi {
  readonly verify: VerifyApi;
  readonly auth: AuthApi;
  readonly licenses: LicensesApi;
  readonly records: RecordsApi;

  constructor(connection: ClientConnection) {
    this.verify = new VerifyApi(connection);
    this.auth = new AuthApi(connection);
    this.licenses = new LicensesApi(connection);
    this.records = new RecordsApi(connection);
  }
}

export type { VerifyApi } from './resources/verify';
export type { AuthApi } from './resources/auth';
export type { LicensesApi } from './resources/licenses';
export type { RecordsApi } from './resources/records';
