import { ERASED_TEXT, type PersonalTables } from '../common/personal-data/personal-data';

const OF_LICENSE = { license_id: 'licenses' };

export const LICENSES_PERSONAL_DATA = {
  // Fingerprints stay: they hold the seats of the license.
  activations: {
    owners: OF_LICENSE,
    erased: { name: null, ip: null, user_agent: null, device_data: null, metadata: {} },
    others: ['kind', 'fingerprint', 'app_version', 'environment'],
  },
  activation_components: { others: ['hash'] },
  device_values: { owners: { activation_id: 'activations' }, erased: 'deleted' },
  grants: { others: ['value'] },
  key_pools: { others: ['name'] },
  license_files: { owners: OF_LICENSE, others: ['fingerprint', 'created_by'] },
  license_sessions: {
    addresses: ['username'],
    owners: OF_LICENSE,
    erased: { machine_id: null, username: null, ip: null },
    others: ['token_hash', 'subject', 'app_version', 'end_reason', 'end_message'],
  },
  license_users: { addresses: ['identifier'], erased: 'deleted' },
  licenses: {
    owners: { customer_id: 'customers' },
    // A restriction to an address goes on: without it, anyone could use the license.
    erased: {
      restricted_to_email: ERASED_TEXT,
      restricted_to_client_name: ERASED_TEXT,
      description: '',
      device_note: '',
    },
    blanked: ['metadata'],
    others: [
      'key',
      'policy_overrides',
      'type',
      'type_label',
      'expiry_basis',
      'features',
      'resolved',
      'relay_pools',
      'allowed_domains',
      'allowed_ips',
      'batch',
    ],
  },
  pooled_keys: { others: ['key', 'order_reference'] },
  // An address among the members is replaced: its seats stay reserved.
  session_reservations: { owners: OF_LICENSE, erased: { name: null }, others: ['reserved_for', 'members'] },
  session_features: { others: ['code'] },
  session_waits: { addresses: ['username'], owners: OF_LICENSE, erased: { username: null }, others: ['token_hash'] },
  retired_keys: { others: ['key'] },
} as const satisfies PersonalTables;
