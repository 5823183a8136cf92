/** Whether this is Node, Bun, Deno or Electron's main process: a system with files. */
export function isNode(): boolean {
  return nodeProcess()?.versions?.node !== undefined;
}

interface NodeProcess {
  readonly platform: string;
  readonly pid: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly versions?: { readonly node?: string };
  kill(pid: number, signal: 0): unknown;
  once(event: 'beforeExit', listener: () => void): unknown;
  off(event: 'beforeExit', listener: () => void): unknown;
}

export function nodeProcess(): NodeProcess | undefined {
  return (globalThis as { process?: NodeProcess }).process;
}

/**
 * Loads a module of Node when it is needed. Its name is no literal and the bundlers are told to leave it alone, so that a
 * bundle for browsers neither contains nor misses it.
 * @param Module the part of the module that is used
 */
export async function nodeModule<Module>(name: string): Promise<Module> {
  return (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as Module;
}
