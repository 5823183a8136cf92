import { APP_BUNDLE_EVENTS } from '../../catalog/app-bundles/app-bundle.events';
import { ENTITLEMENT_EVENTS } from '../../catalog/definitions/entitlement.events';
import { METER_EVENTS } from '../../catalog/definitions/meter.events';
import { POLICY_EVENTS } from '../../catalog/policies/policy.events';
import { PRODUCT_EVENTS } from '../../catalog/products/product.events';
import { UPDATE_SIGNING_KEY_EVENTS } from '../../catalog/update-signing/update-signing-key.events';
import { VERSION_EVENTS } from '../../catalog/versions/version.events';
import { CUSTOMER_EVENTS } from '../../customers/customers/customer.events';
import { GROUP_EVENTS } from '../../customers/groups/group.events';
import { LEAD_EVENTS } from '../../customers/leads/lead.events';
import { API_KEY_EVENTS } from '../../identity/api-keys/api-key.events';
import { USER_EVENTS } from '../../identity/users/user.events';
import { ACTIVATION_EVENTS } from '../../licenses/activations/activation.events';
import { ANOMALY_EVENTS } from '../../licensing/anomalies/anomaly.events';
import { LICENSE_FILE_EVENTS } from '../../licenses/license-files/license-file.events';
import { LICENSE_SESSION_EVENTS } from '../../licenses/sessions/license-session.events';
import { METER_USAGE_EVENTS } from '../../verification/meters/meter-usage.events';
import { KEY_POOL_EVENTS } from '../../licensing/key-pools/key-pool.events';
import { LICENSE_EVENTS } from '../../licenses/licenses/license.events';
import { POLICY_CHANGE_EVENTS } from '../../licensing/policy-changes/policy-change.events';
import { TRIAL_EVENTS } from '../../verification/trials/trial.events';
import { LICENSE_USER_EVENTS } from '../../licenses/users/license-user.events';
import { ALERT_EVENTS } from '../../platform/alerts/alert.events';
import { RESOURCE_EVENTS } from '../../licensing/resources/resource.events';
import { SETTING_EVENTS } from '../../platform/settings/setting.events';
import { SIGNING_KEY_EVENTS } from '../../platform/signing-keys/signing-key.events';
import { WEBHOOK_EVENTS } from './webhook.events';
import type { EventName } from '../../platform/records/event-catalogue';

/** The names of all events, for the documents. */
export const EVENT_NAMES = [
  ...LICENSE_EVENTS,
  ...KEY_POOL_EVENTS,
  ...ACTIVATION_EVENTS,
  ...LICENSE_SESSION_EVENTS,
  ...LICENSE_FILE_EVENTS,
  ...LICENSE_USER_EVENTS,
  ...METER_USAGE_EVENTS,
  ...ANOMALY_EVENTS,
  ...TRIAL_EVENTS,
  ...RESOURCE_EVENTS,
  ...POLICY_EVENTS,
  ...POLICY_CHANGE_EVENTS,
  ...PRODUCT_EVENTS,
  ...ENTITLEMENT_EVENTS,
  ...METER_EVENTS,
  ...VERSION_EVENTS,
  ...APP_BUNDLE_EVENTS,
  ...UPDATE_SIGNING_KEY_EVENTS,
  ...SIGNING_KEY_EVENTS,
  ...CUSTOMER_EVENTS,
  ...GROUP_EVENTS,
  ...LEAD_EVENTS,
  ...USER_EVENTS,
  ...API_KEY_EVENTS,
  ...SETTING_EVENTS,
  ...WEBHOOK_EVENTS,
  ...ALERT_EVENTS,
] as const satisfies readonly EventName[];
