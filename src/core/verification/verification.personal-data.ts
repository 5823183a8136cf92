import { ERASED_TEXT, type PersonalTables } from '../common/personal-data/personal-data';

export const VERIFICATION_PERSONAL_DATA = {
  meter_grants: { others: ['source', 'origin', 'note'] },
  meter_reservations: {
    addresses: ['username'],
    erased: { username: ERASED_TEXT },
    others: ['token_hash', 'items', 'outcome'],
  },
  meter_shares: { addresses: ['username'], erased: 'deleted' },
  reported_refusals: { others: ['code'] },
  trial_confirmations: { addresses: ['email'], erased: 'deleted' },
  // A device has one trial, whoever asked for it: its row stays.
  trials: {
    addresses: ['email'],
    owners: { license_id: 'licenses' },
    erased: { email: null, mailbox: null, domain: null },
    others: ['fingerprint'],
  },
  verification_counts: { others: ['dialect', 'operation', 'outcome'] },
  verifications: {
    owners: { license_id: 'licenses' },
    erased: { fingerprint: null, ip: null, user_agent: null },
    others: ['key', 'app_version', 'dialect', 'operation', 'outcome'],
  },
} as const satisfies PersonalTables;
