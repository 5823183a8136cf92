import { flag } from '../../common/settings/setting-definition';
import { CommonSettings } from './known-settings';

/** Setting: destructive changes need a reason. */
export const REASON_REQUIRED = flag({
  name: 'audit.reason_required',
  description:
    'Whether destructive changes (revoke, block, delete, free a device, take a seat back, move to another customer, rotate ' +
    'a key) are refused without a `reason`, in the native API and in the console. The other APIs, whose contracts have no ' +
    'such field, and client programs are not held to it.',
  default: false,
});

export const CHANGE_REASON_SETTINGS = new CommonSettings([REASON_REQUIRED]);
