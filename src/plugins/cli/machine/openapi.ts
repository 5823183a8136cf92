import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findOutsidePlugin, OutsidePluginRefused } from '../../../core/common/declarations/outside-plugins';
import { entriesOf } from '../../../core/common/declarations/plugin-folders';
import { PROJECT_DIR } from '../../../core/common/project';
import { CliError } from '../kit/cli-error';
import { environment } from '../kit/environment';
import { MISSING_PLUGINS } from '../missing-plugins';

interface OpenApiOptions {
  readonly plugins?: string;
  readonly api?: string;
  readonly output?: string;
}

/** The command line is built with it. */
const DOCUMENTS = join(PROJECT_DIR, 'dist', 'openapi.js');

/** Plug-ins are read when a process loads the server: the document is written by another one. */
export async function openApiCommand({ plugins, api = 'native', output }: OpenApiOptions): Promise<void> {
  refuseMissing(plugins);
  const child = spawn(process.execPath, [DOCUMENTS, api], {
    env: { ...environment, ...(plugins !== undefined && { PLUGINS: plugins }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [[status], document] = await Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout)]);
  if (status !== 0) {
    throw new CliError('The document was not written');
  }
  if (output === undefined) {
    process.stdout.write(document);
  } else {
    await writeFile(output, document);
  }
}

function refuseMissing(plugins: string | undefined): void {
  if (plugins === undefined && MISSING_PLUGINS[0] !== undefined) {
    throw new CliError(MISSING_PLUGINS[0]);
  }
  try {
    entriesOf(plugins).forEach((entry) => findOutsidePlugin(entry));
  } catch (error) {
    throw error instanceof OutsidePluginRefused ? new CliError(error.message) : error;
  }
}
