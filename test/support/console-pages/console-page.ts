import type { PermissionName } from '../../../src/core/common/access/authorized.decorator';
import type { TestServer } from '../../testkit/server';

/** A page of the console: tests open each of them in every size, theme and language, and look at its statements. */
export interface ConsolePage {
  /** Unique; the name of its pictures. */
  readonly name: string;
  /** The address, or a function that first makes what the page shows, through the API. */
  readonly path: string | ((server: TestServer) => Promise<string>);
  /** The permission without which it answers 403. */
  readonly permission: PermissionName;
  /** Its picture is in docs/console.md. */
  readonly isDocumented?: boolean;
}
