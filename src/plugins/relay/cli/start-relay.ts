import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../../core/common/project';
import { forOperators } from '../../cli/machine/database';
import { CliError } from '../../cli/kit/cli-error';
import { replaceProcess } from '../../cli/commands/replace-process';
import { machineHash } from './machine';
import { readRelayFile, refuseOutdated } from './relay-file';
import { relayEnvironment, type RelayStart } from './relay-environment';

/** The server with the limits of memory of a relay. */
const RELAY_COMMAND = [
  process.execPath,
  '--max-semi-space-size=2',
  '--max-old-space-size=160',
  '--optimize-for-size',
  join(PROJECT_DIR, 'scripts', 'start.mjs'),
];

/** Becomes the server. A file that cannot be served is refused before. */
export async function startRelay(options: RelayStart): Promise<void> {
  const { license } = options;
  if (license !== undefined) {
    const text = textOf(license);
    await forOperators(() =>
      Promise.resolve(text)
        .then(readRelayFile)
        .then((file) => refuseOutdated(file, new Date(), machineHash())),
    );
  }
  const given = Object.fromEntries(
    Object.entries(relayEnvironment(options)).filter(([, value]) => value !== undefined),
  );
  replaceProcess(RELAY_COMMAND, given);
  runAsChild(given);
}

/** Node before 22.15 and Windows cannot replace a process, and this one has loaded other plug-ins. */
function runAsChild(environment: NodeJS.ProcessEnv): void {
  const [program = '', ...parameters] = RELAY_COMMAND;
  // With a channel, whose end shows the server that this process was killed.
  const child = spawn(program, parameters, { env: environment, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('close', (code) => process.exit(code ?? 1));
}

/** The text of a file that the operator names. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(`${file} cannot be read`, { cause: error });
  }
}
