import type { DialogLicense, DialogState } from './dialog-license';
import { problemOf } from './problem';

const CALLS = [
  'activate',
  'check',
  'release',
  'startTrial',
  'offlineRequest',
  'useFile',
  'releaseOffline',
  'checkForUpdate',
] as const;

type CallName = (typeof CALLS)[number];

/** Answer of the process that has the license: data alone, so that it passes Electron's IPC and `postMessage`. */
export interface DialogReply {
  readonly value?: unknown;
  /** An error of `@keyward/sdk`, as its `toJSON` returns it. */
  readonly error?: unknown;
  readonly state: DialogState;
  readonly licenseKey: string | undefined;
}

/** The way to the process that has the license. */
export interface DialogBridge {
  /** Hands a call to `answerDialog` there. */
  call(name: string, ...values: unknown[]): Promise<DialogReply>;
  /** Listens to the license's `change` there. */
  onChange(listener: (state: DialogState) => void): unknown;
}

/**
 * Makes a call of the window, in the process that has the license, such as Electron's main process.
 * @throws TypeError for a call that the window does not make
 */
export async function answerDialog(license: DialogLicense, name: string, ...values: unknown[]): Promise<DialogReply> {
  const outcome = name === 'state' ? {} : await outcomeOf(license, callNamed(name), values);
  return { ...outcome, state: license.state, licenseKey: license.licenseKey };
}

/** The license of another process, with the methods that it has there. Errors have their `code`, `isUnreachable` and `description`. */
export async function licenseOver(bridge: DialogBridge): Promise<DialogLicense> {
  let { state, licenseKey } = await bridge.call('state');
  const listeners = new Set<(state: DialogState) => void>();
  bridge.onChange((changed) => {
    state = changed;
    listeners.forEach((listener) => listener(changed));
  });
  const call = async (name: CallName, ...values: unknown[]): Promise<unknown> => {
    const reply = await bridge.call(name, ...values);
    ({ state, licenseKey } = reply);
    if (reply.error !== undefined) {
      throw Object.assign(new Error(), reply.error);
    }
    return reply.value;
  };
  return {
    get state() {
      return state;
    },
    get licenseKey() {
      return licenseKey;
    },
    on: (_name, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...(Object.fromEntries(CALLS.map((name) => [name, (...values: unknown[]) => call(name, ...values)])) as Pick<
      DialogLicense,
      CallName
    >),
  };
}

async function outcomeOf(
  license: DialogLicense,
  name: CallName,
  values: unknown[],
): Promise<Pick<DialogReply, 'value' | 'error'>> {
  const calls: Readonly<Record<CallName, (...values: never[]) => unknown>> = license;
  try {
    return { value: await calls[name](...(values as never[])) };
  } catch (error) {
    // Anything else is a mistake in the program.
    if (problemOf(error) === undefined) {
      throw error;
    }
    return { error: JSON.parse(JSON.stringify(error)) };
  }
}

function callNamed(name: string): CallName {
  const call = CALLS.find((one) => one === name);
  if (call === undefined) {
    throw new TypeError(`The window makes no call ${name}`);
  }
  return call;
}
