import type { EventName } from '../../platform/records/event-catalogue';

interface Facts {
  /** Columns that changed; all columns without it. */
  readonly changed?: readonly string[];
  /** Values beside the columns, or instead of them. */
  readonly data?: object;
}

const ENDS = { expires_at: '2027-12-31T22:59:59.000Z', updates_until: null, support_until: null };
const ACTIVATION = 'act_7203';
const LEAD = '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c15';
const CONTACTS = [
  { uid: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c16', name: 'Grace', position: 'Head of IT', emails: [], phones: [] },
];
const ADDRESS = { uid: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c17', type: 'ip_address', identifier: '192.0.2.17' };
const NONE: readonly string[] = [];
const CLAIM = { claim_id: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c23', email: 'mira@example.com' };
const HOOK = { url: 'https://hooks.example.com/keyward' };
const USER = { username: 'mira' };
const ORDER_LINE = {
  uid: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c20',
  product: 'resonance-studio',
  policy: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c21',
  quantity: 1,
  seats: null,
  price: 4900,
  external_id: null,
  refunded_at: null,
  removed_at: null,
};
const SOLD = { licenses: ['0192f7e2-31c4-7d10-8a52-6b1f4e9d2c22'] };
const REFUNDED_LINE = { ...ORDER_LINE, refunded_at: '2026-11-20T16:42:07.000Z' };
const SHOP_MAPPING = {
  shop_id: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c30',
  external_id: 'price_1NXa2bKx',
  per: 'license',
  product: 'resonance-studio',
  policy_id: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c21',
};
const EXTERNAL = { shop: 'manual', external_id: 'web-1001', subscription_id: 'sub-204' };
const ORDER = { order_id: '0192f7d9-30aa-7bd2-9a41-c1d2e3f40516', ...EXTERNAL, customer_id: 512 };
const FILE_OF_VERSION = {
  product_id: 3,
  reference: 'v4.3.0',
  updated_at: '2026-11-20T16:42:07.000Z',
  platform: 'darwin',
  arch: 'arm64',
  kind: 'dmg',
  label: '',
  metadata: {},
  file: 'Studio-4.3.0-arm64.dmg',
  size: 48_214_016,
  sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  min_os_version: '11.0',
  required_entitlements: [],
};
const PROGRAM_MODULE = {
  product_id: 3,
  name: 'report-generator',
  version: '3.2.1',
  minimum_version: '3.2.0',
  size: 34_912,
  sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
};
const VERSION = { product_id: 3, reference: 'v4.3.0', version: '4.3.0', channel: 'stable' };

const SCHEDULED = {
  scheduled_change: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c19',
  action: 'change_policy',
  params: { policy: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c21', expiry: 'keep' },
  effective_at: '2026-12-31T22:59:59.000Z',
};

const POLICY_VERSION = {
  policy_uid: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c21',
  name: 'Studio annual',
  published_version: 2,
  note: '10 instead of 5 exports a month',
  entitlements: { export: { value: true, expires_at: null } },
  meters: { exports: { limit: 10, period: 'month', anchor: 'calendar', overage_percent: 0 } },
  credits: {},
  rates: {},
  next_rates: null,
} as const;

const PERSON = { address_hash: '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4' };

const METER_GRANT = {
  meter: 'exports',
  grant: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c12',
  source: 'hand',
  amount: 500,
  used: 120,
  unused: 380,
  expires_at: null,
} as const;

const REACTION = {
  type: 'license_hopping',
  mail_customer: true,
  ask_sign_in: false,
  report: false,
  suspend_after_days: 3,
  suspend_at: '2026-11-23T16:42:07.000Z',
};

const RELAY_REPORT = { relay_id: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c40', relay_name: 'Plant 2', seq: 3 };
const REPORTED = {
  from: '2026-11-15T00:00:00.000Z',
  to: '2026-11-22T00:00:00.000Z',
  usage: { sessions: { peak: 5, started: 40, refused: 2, minutes_full: 12 }, meters: { exports: { used: '120' } } },
};

/** Data of the events that are not simply all columns of a row. */
export const SAMPLE_FACTS: Partial<Record<EventName, Facts>> = {
  'activation.updated': { changed: ['name'] },
  'alert.cleared': { changed: ['raised_at', 'cleared_at'] },
  'anomaly.license_suspended': { changed: NONE, data: REACTION },
  'anomaly.reaction_started': { changed: NONE, data: REACTION },
  'anomaly.reaction_undone': { changed: NONE, data: REACTION },
  'anomaly.resolved': { changed: ['resolved_at', 'resolved_by'], data: { type: 'many_addresses' } },
  'api_key.restored': { changed: NONE, data: { revoked_at: null } },
  'api_key.expiring': {
    changed: NONE,
    data: { name: 'Release pipeline', expires_at: '2027-12-31T22:59:59.000Z', warning_days: 14, days_until_expiry: 14 },
  },
  'api_key.refused': {
    changed: NONE,
    data: { name: 'Release pipeline', address: '192.0.2.17', reason: 'address' },
  },
  'api_key.revoked': { changed: ['revoked_at'] },
  'api_key.updated': { changed: ['api_version'] },
  'api_key.rotated': { changed: ['prefix', 'previous_prefix', 'previous_until'] },
  'app_bundle.updated': { changed: ['version'] },
  'customer.merged': {
    changed: ['phone'],
    data: { merged_customer_ids: ['0192f7e2-31c4-7d10-8a52-6b1f4e9d2c07'] },
  },
  'customer.portal_link_sent': { changed: NONE },
  'customer.portal_session_created': { changed: NONE },
  'customer.purged': { changed: NONE },
  'customer.updated': { changed: ['phone'] },
  'customer_user.updated': { changed: ['role'] },
  'entitlement.updated': { changed: ['name'], data: { product_id: 3 } },
  'export.downloaded': { changed: ['kind', 'name', 'query', 'columns', 'rows'] },
  'group.updated': { changed: ['name'] },
  'export.stopped': { changed: ['state', 'finished_at', 'file_id'] },
  'import.checked': { changed: ['state'] },
  'import.resumed': { changed: ['state', 'failure'] },
  'import.confirmed': { changed: ['state', 'applied_at'] },
  'import.finished': { changed: ['state', 'counts', 'finished_at', 'undo_until'] },
  'import.undo_started': { changed: ['state'] },
  'import.undone': { changed: ['state', 'counts', 'undone_at'] },
  'job.finished': { changed: ['state', 'finished_at', 'undo_until'] },
  'key_pool.keys_imported': { data: { imported: 500, keys_left: 620 } },
  'key_pool.low': { data: { keys_left: 20, low_water: 20 } },
  'key_pool.updated': { changed: ['name'], data: { product_id: 3 } },
  'lead.created': { data: { contacts: CONTACTS } },
  'lead.deleted': { data: { contacts: CONTACTS } },
  'lead_activity.created': { data: { lead: LEAD } },
  'lead.converted': { changed: ['status', 'customer_id'] },
  'lead.updated': { changed: ['status'] },
  'license.activated': { data: { activation_id: ACTIVATION } },
  'license.blocked': { changed: ['blocked_at'] },
  'license.change_scheduled': { changed: NONE, data: SCHEDULED },
  'license.check_in_overdue': {
    changed: NONE,
    data: { activation_id: ACTIVATION, last_seen_at: '2026-11-01T08:12:44.000Z' },
  },
  'license.checked_in': { changed: ['checked_in_at'] },
  'license.converted': { changed: ['type', 'expires_at'] },
  'license.deactivated': { data: { activation_id: ACTIVATION } },
  'license.disabled': { changed: ['disabled_at'] },
  'license.enabled': { changed: NONE, data: { disabled_at: null } },
  'license.expired': { changed: NONE, data: ENDS },
  'license.expiring': { changed: NONE, data: { ...ENDS, warning_days: 30, days_until_expiry: 30 } },
  'license.expiry_changed': {
    changed: NONE,
    data: { from: '2026-12-31T22:59:59.000Z', to: ENDS.expires_at, cause: 'license.extended' },
  },
  'license.extended': { changed: ['expires_at'] },
  'license.first_activated': { data: { activation_id: ACTIVATION } },
  'license.claim_refused': { changed: NONE, data: CLAIM },
  'license.claim_requested': { changed: NONE, data: CLAIM },
  'license.claimed': { changed: ['customer_id'] },
  'license.key_rotated': { changed: ['key'] },
  'license.lease_expired': {
    changed: NONE,
    data: {
      of: 'session',
      activation_id: ACTIVATION,
      session: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c18',
      last_heartbeat_at: '2026-11-20T16:41:02.000Z',
      freed_at: '2026-11-20T16:42:02.000Z',
    },
  },
  'license.limit_reached': { changed: NONE, data: { of: 'seats', meter: null, limit: 5, used: 5 } },
  'person.erased': { data: { ...PERSON, rows: { customers: 1, mails: 4 } } },
  'person.erasure_requested': { data: PERSON },
  'person.exported': { data: PERSON },
  'policy.version_published': { data: POLICY_VERSION },
  'license.policy_changed': { changed: ['policy_id'] },
  'license.purged': { changed: NONE },
  'license.revoked': { changed: ['revoked_at'] },
  'license.scheduled_change_cancelled': { changed: NONE, data: SCHEDULED },
  'license.scheduled_change_applied': { changed: NONE, data: SCHEDULED },
  'license.scheduled_change_failed': {
    changed: NONE,
    data: { ...SCHEDULED, failure_code: 'NOT_FOUND', failure: 'Policy not found' },
  },
  'license.suspicious_activity': {
    changed: NONE,
    data: {
      activation_id: null,
      anomaly: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c11',
      type: 'license_hopping',
      details: { devices: 9, seats: 5 },
      detected_at: '2026-11-20T16:42:07.000Z',
    },
  },
  'license.term_started': { changed: ['term_started_at', 'expires_at'] },
  'license.transfers_reset': { changed: NONE },
  'license.unblocked': { changed: NONE, data: { blocked_at: null } },
  'license.update_support_expired': { changed: NONE, data: { ...ENDS, expired: ['updates'] } },
  'license.updated': { changed: ['max_activations'] },
  'license.usage_threshold': { changed: NONE, data: { of: 'seats', threshold: 80, used: 4, limit: 5, over: 0 } },
  'license_session.features_changed': {
    changed: NONE,
    data: { session: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c25', taken: ['render'], released: ['export'], refused: [] },
  },
  'license_user.moved': { data: { from_license_id: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c24' } },
  'meter.corrected': { data: { meter: 'exports', used: 60, difference: -20 } },
  'meter.grant_added': { data: { ...METER_GRANT, used: 0, unused: 500 } },
  'meter.grant_changed': { data: METER_GRANT },
  'meter.grant_voided': { data: METER_GRANT },
  'order.cancelled': { changed: ['cancelled_at'], data: { ...ORDER, ...SOLD, state: 'cancelled' } },
  'order.dispute_won': { changed: NONE, data: { ...ORDER, ...SOLD, state: 'paid', disputed_at: null } },
  'order.disputed': { changed: ['disputed_at'], data: { ...ORDER, ...SOLD, state: 'disputed' } },
  'order.limits_exceeded': {
    changed: NONE,
    data: {
      ...ORDER,
      ...SOLD,
      state: 'refunded',
      exceeded: [{ license: SOLD.licenses[0], exceeded: [{ limit: 'seats', used: 12, max: 10 }] }],
    },
  },
  'order.paid': {
    data: {
      order_id: ORDER.order_id,
      ...EXTERNAL,
      ...SOLD,
      lines: [ORDER_LINE],
      state: 'paid',
      currency: 'EUR',
      total: 4900,
      refunded: 0,
      past_due_at: null,
      suspend_at: null,
      cancelled_at: null,
      disputed_at: null,
      sends_mail: true,
    },
  },
  'order.partly_refunded': {
    changed: NONE,
    data: { ...ORDER, ...SOLD, state: 'partly_refunded', refunded: 4900, lines: [REFUNDED_LINE] },
  },
  'order.past_due': { changed: ['past_due_at', 'suspend_at'], data: { ...ORDER, ...SOLD, state: 'past_due' } },
  'order.plan_changed': { changed: NONE, data: { ...ORDER, ...SOLD, state: 'paid', lines: [ORDER_LINE] } },
  'order.quantity_changed': { changed: NONE, data: { ...ORDER, ...SOLD, state: 'paid', lines: [ORDER_LINE] } },
  'order.recovered': {
    changed: NONE,
    data: { ...ORDER, ...SOLD, state: 'paid', past_due_at: null, suspend_at: null },
  },
  'order.refunded': {
    changed: NONE,
    data: { ...ORDER, ...SOLD, state: 'refunded', refunded: 4900, lines: [REFUNDED_LINE] },
  },
  'order.renewed': { changed: ['period_end'], data: { ...ORDER, ...SOLD, state: 'paid' } },
  'order.suspended': { changed: NONE, data: { ...ORDER, ...SOLD, state: 'past_due', suspend_at: null } },
  'order.updated': { changed: NONE, data: { ...ORDER, state: 'paid', metadata: { invoice: 'R-1001' } } },
  'meter.threshold_reached': {
    changed: NONE,
    data: {
      meter: 'exports',
      threshold: 80,
      used: 80,
      limit: 100,
      period_start: '2026-11-01T00:00:00.000Z',
      resets_at: '2026-12-01T00:00:00.000Z',
    },
  },
  'meter.updated': { changed: ['name'], data: { product_id: 3 } },
  'mail_template.updated': { changed: ['body'], data: { kind: 'license_issued', language: 'en' } },
  'policy.updated': { changed: ['max_activations'] },
  'policy_change.finished': { changed: ['finished_at'], data: { product_id: 3 } },
  'product.deleted': { data: { product_id: 3 } },
  'product.purged': { changed: NONE, data: { product_id: 3 } },
  'product.restored': { data: { product_id: 3 } },
  'product.updated': { changed: ['name'], data: { product_id: 3 } },
  'relay.ended': { changed: ['ended_at'] },
  'relay.released': { changed: ['renews', 'released_at', 'ended_at'] },
  'relay.renewals_stopped': { changed: ['renews'] },
  'relay.renewed': { changed: ['certificate_id', 'former_certificate_id', 'certified_at', 'expires_at'] },
  'relay_report.forked': { changed: NONE, data: { ...RELAY_REPORT, found: 'another report has this number' } },
  'relay_report.received': { changed: NONE, data: { ...RELAY_REPORT, ...REPORTED } },
  'resource.allocated': { data: { ...ADDRESS, status: 'allocated' } },
  'resource.released': { data: { ...ADDRESS, status: 'available' } },
  'resource.updated': { changed: ['identifier'] },
  'session_reservation.updated': { changed: ['seats'] },
  'setting.updated': { changed: NONE, data: { value: 90 } },
  'shop.event_needs_attention': {
    changed: NONE,
    data: {
      shop: 'web-shop',
      shop_event_id: '0192f7e2-31c4-7d10-8a52-6b1f4e9d2c31',
      type: 'invoice.paid',
      state: 'unmapped',
      reason: 'No mapping for price_1NXa2bKx',
    },
  },
  'program_module.deleted': { changed: NONE, data: PROGRAM_MODULE },
  'program_module.uploaded': { changed: NONE, data: PROGRAM_MODULE },
  'shop.mapping_created': { changed: NONE, data: SHOP_MAPPING },
  'shop.mapping_deleted': {
    changed: NONE,
    data: { shop_id: SHOP_MAPPING.shop_id, external_id: 'price_1NXa2bKx', per: 'license' },
  },
  'shop.mapping_updated': { changed: NONE, data: SHOP_MAPPING },
  'shop.secret_rotated': { changed: ['previous_secret_expires_at'] },
  'shop.updated': { changed: ['settings'] },
  'signing_key.retired': { changed: ['retired_at'] },
  'signing_key.revoked': { changed: ['revoked_at'] },
  'trial.granted': {
    changed: ['granted_at', 'license_id', 'ends_at'],
    data: { license_uid: '0192f7d9-30aa-7bd2-9a41-c1d2e3f40516', product_id: 3 },
  },
  'trial.verified': { changed: ['verified_at'], data: { product_id: 3 } },
  'update_signing_key.retired': { changed: ['retired_at'] },
  'update_signing_key.revoked': { changed: ['revoked_at'] },
  'user.activated': { changed: NONE, data: { deactivated_at: null } },
  'user.deactivated': { changed: ['deactivated_at'] },
  'user.invited': { changed: NONE, data: { ...USER, role: 'support' } },
  'user.invitation_accepted': { changed: ['has_password'] },
  'user.locked_out': { changed: NONE, data: USER },
  'user.logged_in': { changed: NONE, data: USER },
  'user.logged_out': { changed: NONE, data: USER },
  'user.login_failed': { changed: NONE, data: USER },
  'user.openid_linked': { changed: NONE, data: { ...USER, issuer: 'https://login.example.com' } },
  'user.openid_logged_in': { changed: NONE, data: USER },
  'user.openid_logged_out': { changed: NONE, data: { ...USER, sessions: 1 } },
  'user.openid_refused': { changed: NONE, data: { ...USER, reason: 'OPENID_NO_ROLE' } },
  'user.openid_role_changed': { changed: ['role'] },
  'user.password_changed': { changed: NONE },
  'user.password_reset': { changed: NONE, data: { second_factor_since: null } },
  'user.recovery_code_used': { changed: NONE, data: { left: 7 } },
  'user.recovery_codes_created': { changed: NONE },
  'user.second_factor_enabled': { changed: ['second_factor_since'] },
  'user.second_factor_removed': { changed: NONE, data: { second_factor_since: null } },
  'user.second_factor_reset': { changed: NONE, data: { second_factor_since: null } },
  'user.sessions_ended': { changed: NONE, data: { ...USER, sessions: 2 } },
  'user.token_issued': { changed: NONE, data: USER },
  'user.updated': { changed: ['role'] },
  'version.file_added': { changed: NONE, data: FILE_OF_VERSION },
  'version.file_changed': { changed: NONE, data: FILE_OF_VERSION },
  'version.file_removed': { changed: NONE, data: FILE_OF_VERSION },
  'version.halted': { changed: ['halted_at', 'halted_by', 'stop_reason'], data: VERSION },
  'version.resumed': { changed: ['halted_at', 'halted_by', 'stop_reason'], data: VERSION },
  'version.rollout_changed': { changed: ['rollout_steps'], data: VERSION },
  'version.updated': { changed: ['version'], data: { product_id: 3 } },
  'version.withdrawn': { changed: ['is_active', 'withdrawn_at', 'withdrawn_by', 'stop_reason'], data: VERSION },
  'webhook_delivery.replayed': { data: HOOK },
  'webhook_endpoint.disabled': { changed: ['disabled_at', 'disabled_reason'], data: HOOK },
  'webhook_endpoint.enabled': { changed: NONE, data: { disabled_at: null, disabled_reason: null } },
  'webhook_endpoint.retried': { changed: NONE, data: { ...HOOK, deliveries: 12 } },
  'webhook_endpoint.secret_rotated': { changed: ['previous_secret_expires_at'] },
  'webhook_endpoint.tested': { changed: NONE, data: HOOK },
  'webhook_endpoint.updated': { changed: ['events'] },
};
