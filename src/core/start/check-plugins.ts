import { existsSync, readdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { join, resolve } from 'node:path';
import { findOutsidePlugin, OutsidePluginRefused } from '../common/declarations/outside-plugins';
import { entriesOf, listWithout } from '../common/declarations/plugin-folders';

/** A plug-in from outside that cannot be used. */
export interface LeftOut {
  readonly entry: string;
  /** A sentence that names it. */
  readonly reason: string;
}

/** Result of trying to load a plug-in. It can be used if there is neither a sentence nor a message. */
export interface Trial {
  /** Why it cannot be used, as a sentence that names it. */
  readonly sentence?: string;
  /** Message of an error, which does not name it. */
  readonly message?: string;
  /** Faults with which it can be used all the same, in sentences that name it. */
  readonly warnings?: readonly string[];
}

/** The plug-ins of PLUGINS that cannot be used, and faults of the others. */
export interface CheckedPlugins {
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly string[];
}

/** Finds out which plug-ins of PLUGINS cannot be loaded. Each is tried in a thread of its own, with those before that can be, so that none harms the server. */
export async function checkPlugins(list: string | undefined): Promise<CheckedPlugins> {
  const leftOut: LeftOut[] = [];
  const usable: string[] = [];
  const warnings: string[] = [];
  for (const entry of entriesOf(list)) {
    const trial = await tryPlugin(entry, usable);
    const reason = reasonOf(entry, trial);
    if (reason === undefined) {
      usable.push(entry);
      warnings.push(...missingTexts(entry), ...(trial.warnings ?? []));
    } else {
      leftOut.push({ entry, reason });
    }
  }
  return { leftOut, warnings };
}

function reasonOf(entry: string, { sentence, message }: Trial): string | undefined {
  return message === undefined
    ? sentence
    : `The plug-in ${entry} could not be loaded (${message.replace(/[.]$/, '')}).`;
}

/** Warnings about texts that a plug-in in a folder has in `src`, but not among its compiled files: pages would lack them. */
export function missingTexts(list: string | undefined): string[] {
  return entriesOf(list).flatMap((entry) => {
    const source = resolve(entry, 'src');
    const { folder } = findOutsidePlugin(entry);
    const files = existsSync(source) ? readdirSync(source, { recursive: true, encoding: 'utf8' }) : [];
    return files
      .filter((file) => file.endsWith('.texts.json') && !existsSync(join(folder, file)))
      .map((file) => `The plug-in ${entry} lacks texts: src/${file} was not copied beside the compiled files.`);
  });
}

/** Takes those that cannot be used from PLUGINS, which is read when the application is loaded. Returns what the operator should know. */
export async function leaveOutBrokenPlugins(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const { leftOut, warnings } = await checkPlugins(environment.PLUGINS);
  if (leftOut.length > 0) {
    const entries = leftOut.map(({ entry }) => entry);
    environment.PLUGINS = listWithout(environment.PLUGINS, entries);
  }
  return [...leftOut.map(({ reason }) => `${reason} It is left out.`), ...warnings];
}

async function tryPlugin(entry: string, before: readonly string[]): Promise<Trial> {
  try {
    findOutsidePlugin(entry);
  } catch (error) {
    if (error instanceof OutsidePluginRefused) {
      return { sentence: error.message };
    }
    throw error;
  }
  return tryToLoad([...before, entry]);
}

function tryToLoad(entries: readonly string[]): Promise<Trial> {
  return new Promise((resolve) => {
    const worker = new Worker(join(__dirname, '..', '..', 'load-plugin.js'), {
      env: { ...process.env, PLUGINS: entries.join(',') },
    });
    worker.once('message', resolve);
    worker.once('error', (error: Error) => resolve({ message: error.message }));
    worker.once('exit', () => resolve({ message: 'the thread that tried it ended' }));
  });
}
