import { list } from '../../common/settings/setting-definition';
import { CommonSettings } from '../../platform/settings/known-settings';

/** From 1 to 365. */
const DAYS = /^([1-9]\d?|[12]\d{2}|3[0-5]\d|36[0-5])$/;

export const KEY_EXPIRY_WARNING_DAYS = list({
  name: 'api_keys.expiry_warning_days',
  description:
    'Days before the expiry of an API key at which the event api_key.expiring is recorded, each from 1 to 365. An empty list ' +
    'disables it.',
  of: 'numbers of days from 1 to 365, as texts such as "14"',
  isEntry: (text) => DAYS.test(text),
  default: ['14'],
});

export const API_KEY_SETTINGS = new CommonSettings([KEY_EXPIRY_WARNING_DAYS]);
