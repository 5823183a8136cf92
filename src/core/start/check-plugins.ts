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

/** Result of trying to load a plug-in, empty if it can be used. */
export interface Trial {
  /** Why it cannot be used, as a sentence that names it. */
  readonly sentence?: string;
  /** Message of an error, which does not name it. */
  readonly message?: string;
}

/** Finds out which plug-ins of PLUGINS cannot be loaded. Each is tried in a thread of its own, with those before that can be, so that none harms the server. */
export async function checkPlugins(list: string | undefined): Promise<LeftOut[]> {
  const found: LeftOut[] = [];
  const usable: string[] = [];
  for (const entry of entriesOf(list)) {
    const reason = await reasonToLeaveOut(entry, usable);
    if (reason === undefined) {
      usable.push(entry);
    } else {
      found.push({ entry, reason });
    }
  }
  return found;
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

/** Takes those from PLUGINS, which is read when the application is loaded. */
export async function leaveOutBrokenPlugins(environment: NodeJS.ProcessEnv): Promise<LeftOut[]> {
  const leftOut = await checkPlugins(environment.PLUGINS);
  if (leftOut.length > 0) {
    const entries = leftOut.map(({ entry }) => entry);
    environment.PLUGINS = listWithout(environment.PLUGINS, entries);
  }
  return leftOut;
}

async function reasonToLeaveOut(entry: string, before: readonly string[]): Promise<string | undefined> {
  try {
    findOutsidePlugin(entry);
  } catch (error) {
    if (error instanceof OutsidePluginRefused) {
      return error.message;
    }
    throw error;
  }
  const { sentence, message } = await tryToLoad([...before, entry]);
  return message === undefined
    ? sentence
    : `The plug-in ${entry} could not be loaded (${message.replace(/[.]$/, '')}).`;
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
