import { text, wholeNumber } from '../../common/settings/setting-definition';
import { isWebUrl } from '../../common/validation/web-url';
import { MAX_RETURNS } from '../../licenses/activations/device-value.entity';
import { CommonSettings } from '../../platform/settings/known-settings';

const MAX = 1_000_000;

/** Thresholds of the anomaly rules; 0 disables a threshold. */
export const ANOMALY_LIMITS = {
  activationsPerHour: wholeNumber({
    name: 'anomalies.activations_per_hour',
    description:
      'Activation requests for one license within an hour, refused ones included, above which the anomaly ' +
      'unusual_activation_pattern is reported; 0 disables it.',
    default: 20,
    min: 0,
    max: MAX,
  }),
  addressesPerHour: wholeNumber({
    name: 'anomalies.addresses_per_hour',
    description:
      'Distinct addresses that request activations of one license within an hour, above which the anomaly ' +
      'unusual_activation_pattern is reported; 0 disables it.',
    default: 5,
    min: 0,
    max: MAX,
  }),
  heartbeatsPerHour: wholeNumber({
    name: 'anomalies.heartbeats_per_hour',
    description:
      'Checks and heartbeats of one device within an hour, above which the anomaly excessive_heartbeats is reported; 0 ' +
      'disables it.',
    default: 300,
    min: 0,
    max: MAX,
  }),
  movesPerDay: wholeNumber({
    name: 'anomalies.seat_moves_per_day',
    description:
      'Devices activated on one license within a day beyond the number of its seats, above which the anomaly ' +
      'license_hopping is reported; 0 disables it.',
    default: 3,
    min: 0,
    max: MAX,
  }),
  freeHosts: wholeNumber({
    name: 'anomalies.free_hosts',
    description:
      'Hosts without a seat, local domains aside, activated on one license within 30 days, above which the anomaly ' +
      'many_free_hosts is reported; 0 disables it.',
    default: 15,
    min: 0,
    max: MAX,
  }),
  cloneReturns: wholeNumber({
    name: 'anomalies.clone_returns',
    description:
      'Number of times that a device returns to an address, or to a value of a component, after another one within ' +
      'anomalies.clone_minutes, above which the anomaly cloned_device is reported; 0 disables it.',
    default: 5,
    min: 0,
    max: MAX_RETURNS - 1,
  }),
  cloneMinutes: wholeNumber({
    name: 'anomalies.clone_minutes',
    description:
      'Minutes within which the returns of a device count for the anomaly cloned_device. Each copy should be checked ' +
      'several times in them.',
    default: 360,
    min: 10,
    max: 1440,
  }),
} as const;

/** Public keys of the secret scanner that reports leaked license keys. */
export const LEAK_KEYS_URL = text({
  name: 'anomalies.leak_keys_url',
  description:
    'Address of the public keys of a secret scanner that reports leaked license keys to /api/v1/leak-reports, such as ' +
    'https://api.github.com/meta/public_keys/secret_scanning. Empty: its reports are refused.',
  expected: 'an address with http or https',
  isValid: isWebUrl,
});

export const ANOMALY_SETTINGS = new CommonSettings([...Object.values(ANOMALY_LIMITS), LEAK_KEYS_URL]);
