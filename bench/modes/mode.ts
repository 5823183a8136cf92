import type { Cleanup } from '../cleanup';
import type { Database } from '../database';
import type { Options } from '../options';
import type { Report } from '../report';

/** What every mode works with. */
export interface Bench {
  readonly options: Options;
  readonly database: Database;
  readonly cleanup: Cleanup;
  readonly report: Report;
}
