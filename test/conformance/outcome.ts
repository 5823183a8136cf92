import type { Reply } from './driver';
import type { Step } from './scenario';

const LONGEST_MESSAGE = 400;

/** What a step is about, in a reply. */
export function outcomeOf(
  { state, device, error, unreachable, signed, message = '', result }: Reply,
  step: Step,
): object {
  return {
    ...(step.state !== undefined && { state: partOf(state, step.state) }),
    ...(step.device && { device: partOf(device, step.device) }),
    error: step.error === '*' ? error && '*' : error,
    ...(step.unreachable !== undefined && { unreachable }),
    ...(step.signed !== undefined && { signed }),
    ...(step.says !== undefined && { says: isSaid(step.says, message) ? step.says : message }),
    ...('result' in step && { result: partOf(result ?? null, step.result) }),
  };
}

/** What it must be. */
export function expectedOf({ state, device, error, unreachable, signed, says, ...step }: Step): object {
  return {
    ...(state !== undefined && { state }),
    ...(device && { device }),
    error,
    ...(unreachable !== undefined && { unreachable }),
    ...(signed !== undefined && { signed }),
    ...(says !== undefined && { says }),
    ...('result' in step && { result: step.result }),
  };
}

/** The fields that a scenario is about. */
export function partOf(result: unknown, expected: unknown): unknown {
  if (typeof expected !== 'object' || expected === null || typeof result !== 'object' || result === null) {
    return result;
  }
  return Object.fromEntries(Object.keys(expected).map((name) => [name, Reflect.get(result, name)]));
}

/** People read it: one line, neither long nor with blanks of somebody else's layout. */
function isSaid(expected: string, message: string): boolean {
  return new RegExp(expected, 'i').test(message) && message.length <= LONGEST_MESSAGE && !/\s\s|[\t\r\n]/.test(message);
}
