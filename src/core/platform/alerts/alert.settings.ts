import { wholeNumber } from '../../common/settings/setting-definition';
import { CommonSettings } from '../settings/known-settings';

export const ALERT_LIMITS = {
  eventLoopDelay: wholeNumber({
    name: 'alerts.event_loop_delay_ms',
    description:
      'Delay of the event loop of a node in milliseconds (99th percentile of 15 seconds) above which the alert ' +
      'event_loop_delay is raised; 0 disables it.',
    default: 200,
    min: 0,
    max: 60_000,
  }),
  poolWaiting: wholeNumber({
    name: 'alerts.pool_waiting',
    description:
      'Requests of a node waiting for a database connection, twice within 15 seconds, above which the alert ' +
      'pool_exhaustion is raised; 0 disables it.',
    default: 20,
    min: 0,
    max: 100_000,
  }),
  errorPercent: wholeNumber({
    name: 'alerts.error_percent',
    description:
      'Percentage of requests to a node that failed with a status of 500 or above within 5 minutes, above which the ' +
      'alert error_rate is raised, if there were at least 20; 0 disables it.',
    default: 5,
    min: 0,
    max: 100,
  }),
  jobFailures: wholeNumber({
    name: 'alerts.job_failures',
    description: 'Failures of a scheduled job in a row from which the alert failing_jobs is raised; 0 disables it.',
    default: 3,
    min: 0,
    max: 1_000,
  }),
} as const;

export const ALERT_SETTINGS = new CommonSettings(Object.values(ALERT_LIMITS));
