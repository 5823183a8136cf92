import { list } from '../../common/settings/setting-definition';
import { CommonSettings } from '../../platform/settings/known-settings';

/** From 1 to 3,650. */
const DAYS = /^([1-9]\d{0,2}|[12]\d{3}|3[0-5]\d{2}|36[0-4]\d|3650)$/;

export const EXPIRY_WARNING_DAYS = list({
  name: 'licenses.expiry_warning_days',
  description:
    'Days before the expiry of a license at which the event license.expiring is recorded, each from 1 to 3650. An empty list ' +
    'disables it.',
  of: 'numbers of days from 1 to 3650, as texts such as "30"',
  isEntry: (text) => DAYS.test(text),
  default: ['30', '7', '1'],
});

export const NOTICE_SETTINGS = new CommonSettings([EXPIRY_WARNING_DAYS]);
