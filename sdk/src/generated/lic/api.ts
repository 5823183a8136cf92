/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Connection as ClientConnection } from '../../http/connection';
import { VerifyApi } from './resources/verify';
import { AuthApi } from './resources/auth';
import { LicensesApi } from './resources/licenses';
import { RecordsApi } from './resources/records';

export class LicApi {
  /** The call of client programs: verify a license and bind it to a machine. */
  readonly verify: VerifyApi;
  /** Log in and out of the management calls. */
  readonly auth: AuthApi;
  /** Create, list, change, extend, disable and unbind licenses. */
  readonly licenses: LicensesApi;
  /** Statistics and the log of verifications. */
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
