import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sep } from 'node:path';
import { findOutsidePlugin } from '../common/declarations/outside-plugins';
import { entriesOf, listWithout } from '../common/declarations/plugin-folders';
import { stopSignal } from './stop-signal';

/** A plug-in from outside whose own code has ended the start: a constructor or a hook that throws. */
export class OutsidePluginFailed extends Error {
  constructor(
    readonly entry: string,
    readonly reason: string,
  ) {
    super(`The plug-in ${entry} could not be started (${reason.replace(/[.]$/, '')}).`);
  }
}

/**
 * The plug-in in whose code an error was thrown; undefined if that was elsewhere.
 * @param list the value of PLUGINS
 */
export function failedPlugin(error: unknown, list: string | undefined): OutsidePluginFailed | undefined {
  if (!(error instanceof Error) || error instanceof OutsidePluginFailed) {
    return error instanceof OutsidePluginFailed ? error : undefined;
  }
  const { stack = '', message } = error;
  const [last] = entriesOf(list)
    .map((entry) => ({ entry, place: stack.indexOf(findOutsidePlugin(entry).folder + sep) }))
    .filter(({ place }) => place >= 0)
    .sort((one, other) => one.place - other.place);
  return last && new OutsidePluginFailed(last.entry, message.split('\n')[0] ?? '');
}

/** Runs the server without a plug-in in a process of its own: this one has loaded it. Resolves with its exit code. */
export async function runWithout(entry: string, environment: NodeJS.ProcessEnv): Promise<number> {
  const server = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env: { ...environment, PLUGINS: listWithout(environment.PLUGINS, [entry]) },
    // With a channel, whose end shows the server that this process was killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  void stopSignal.then(() => server.kill('SIGTERM'));
  const [code] = (await once(server, 'exit')) as [number | null];
  return code ?? 1;
}
