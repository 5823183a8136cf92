import { writeFileSync } from 'node:fs';
import { SecretCipher } from '../../../core/platform/config/secret-cipher';
import { onMachine, withDatabaseUrl } from '../../cli/machine/database';
import { CliError } from '../../cli/kit/cli-error';
import type { ReportNames } from '../report-claims';
import { newestCertificate } from './keep-relay-file';
import { shortCode, writeReport } from './write-report';
import { type RelayFolder, useFolder } from './relay-environment';

type ReportOptions = RelayFolder & { readonly output?: string; readonly short: boolean; readonly users: ReportNames };

/** Writes the next report, whether the relay runs or not. */
export async function reportCommand({ output, short, users, data }: ReportOptions): Promise<void> {
  useFolder({ data });
  const text = await withDatabaseUrl((_url, settings) =>
    onMachine(({ work, clock }) =>
      work.run(async (manager) => {
        const { report } = await writeReport(manager, SecretCipher.from(settings), clock.now(), users);
        return short ? shortCode(report, (await newestCertificate(manager))?.license ?? '') : report;
      }),
    ),
  );
  if (output === undefined) {
    process.stdout.write(`${text}\n`);
  } else {
    writeNew(output, `${text}\n`);
  }
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw new CliError(`${file} cannot be written, or exists already`, { cause: error });
  }
}
