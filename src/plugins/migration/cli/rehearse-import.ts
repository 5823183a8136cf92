import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Import } from '#sdk';
import { Clock } from '../../../core/common/clock';
import { PROJECT_DIR } from '../../../core/common/project';
import { dropAbandonedCopies, onDatabaseCopy } from '../../../core/start/database-copy';
import { onDirectDatabase } from '../../../core/start/prepare-installation';
import { environment } from '../../cli/kit/environment';
import { printRecord } from '../../cli/kit/print';
import { withDatabaseUrl } from '../../cli/machine/database';
import { callServer } from '../../cli/server/call-server';
import { RUN_IMPORTS } from '../imports/import-jobs';
import { importOnServer } from './imports';
import type { RehearsalOptions } from './rehearse-import.command';

/** The whole application, which is built with the command line. */
const SERVER = join(PROJECT_DIR, 'dist', 'rehearse.js');

interface Rehearsals {
  readonly rehearse: (
    copy: { readonly environment: typeof environment; readonly databaseUrl: string },
    jobs: readonly string[],
    work: (server: { readonly url: string; readonly token: string }) => Promise<void>,
  ) => Promise<void>;
}

/** Imports into a copy of the database by a server of its own, and shows the report and the renewals of the licenses. */
export async function rehearseImportCommand(
  from: string | undefined,
  file: string | undefined,
  options: RehearsalOptions,
): Promise<void> {
  const { rehearse } = createRequire(__filename)(SERVER) as Rehearsals;
  await withDatabaseUrl((databaseUrl, settings) =>
    onDirectDatabase(settings, databaseUrl, async (directUrl) => {
      const abandoned = await dropAbandonedCopies(directUrl);
      if (abandoned > 0) {
        process.stderr.write(`Copies of interrupted rehearsals were dropped: ${abandoned}.\n`);
      }
      await onDatabaseCopy(directUrl, new Clock().now(), (copyUrl) =>
        rehearse({ environment, databaseUrl: copyUrl }, [RUN_IMPORTS], async ({ url, token }) => {
          Object.assign(environment, { KEYWARD_URL: url, KEYWARD_TOKEN: token });
          const imported = await importOnServer(from, file, { ...options, dryRun: false, yes: true });
          await printRenewals(imported, options);
        }),
      );
    }),
  );
  process.stderr.write('The copy was dropped. Nothing was imported and nothing was sent.\n');
}

async function printRenewals({ batch }: Import, options: RehearsalOptions): Promise<void> {
  const days = Number(options.days);
  const renewals = await callServer((keyward) => keyward.orders.getRenewals({ batch, days }));
  printRecord({ renewals }, options);
}
