/** Types of anomalies of licenses. */
export const ANOMALY_TYPES = [
  'unusual_activation_pattern',
  'excessive_heartbeats',
  'license_hopping',
  'cloned_device',
  'many_free_hosts',
  'key_leaked',
  'relay_forked',
] as const;
/** Type of an anomaly of a license. */
export type AnomalyType = (typeof ANOMALY_TYPES)[number];
