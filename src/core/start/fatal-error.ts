import { OutsidePluginRefused } from '../common/declarations/outside-plugins';
import { PluginsRefused } from '../common/plugins/plugins-refused';
import { InvalidSettings } from '../platform/config/settings';

/** A startup failure that the operator can fix; the message says how. */
export class StartupError extends Error {}

const FOR_OPERATORS = [StartupError, InvalidSettings, PluginsRefused, OutsidePluginRefused];

/** Text for a fatal error: the message if the operator can fix it, otherwise the stack. */
export function describe(error: unknown): string {
  if (FOR_OPERATORS.some((known) => error instanceof known)) {
    return error instanceof Error ? error.message : '';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
