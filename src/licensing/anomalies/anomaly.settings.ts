import { wholeNumber } from '../../common/settings/setting-definition';
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
} as const;

export const ANOMALY_SETTINGS = new CommonSettings(Object.values(ANOMALY_LIMITS));
