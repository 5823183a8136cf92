import { CERTIFICATE_CHECKS } from './certificate-checks';
import type { Check } from './check';
import { CONTENT_CHECKS } from './content-checks';
import { DATABASE_CHECKS } from './database-checks';
import { EMBEDDED_CHECKS } from './embedded-checks';
import { EXPOSURE_CHECKS } from './exposure-checks';
import { MACHINE_CHECKS } from './machine-checks';
import { MAIL_CHECKS } from './mail-checks';
import { PLUGIN_CHECKS } from './plugin-checks';
import { REDIS_CHECKS } from './redis-checks';
import { SETTINGS_CHECKS } from './settings-checks';
import { WEBHOOK_CHECKS } from './webhook-checks';

/** In the order of the report. */
export const CHECKS: readonly Check[] = [
  ...SETTINGS_CHECKS,
  ...PLUGIN_CHECKS,
  ...EXPOSURE_CHECKS,
  ...MACHINE_CHECKS,
  ...CERTIFICATE_CHECKS,
  ...EMBEDDED_CHECKS,
  ...DATABASE_CHECKS,
  ...CONTENT_CHECKS,
  ...REDIS_CHECKS,
  ...MAIL_CHECKS,
  ...WEBHOOK_CHECKS,
];
