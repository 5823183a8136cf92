import type { EventPayloads } from '../../platform/records/event-payload';

const REACTION = {
  type: { type: 'string', description: 'Type of the anomaly.' },
  mail_customer: { type: 'boolean', description: 'Whether the customer is told by e-mail.' },
  ask_sign_in: { type: 'boolean', description: 'Whether the customer is asked to sign in to the portal.' },
  report: { type: 'boolean', description: 'Whether the vendor is told by e-mail.' },
  suspend_after_days: { type: 'integer', nullable: true, description: 'Days until the license is disabled.' },
  suspend_at: { type: 'date-time', nullable: true, description: 'When the license is disabled; null for never.' },
} as const;

export const REACTION_EVENTS = {
  'anomaly.reaction_started': { license: true, with: REACTION },
  'anomaly.license_suspended': { license: true, with: REACTION },
  'anomaly.reaction_undone': { license: true, with: REACTION },
} as const satisfies EventPayloads;

export const REACTION_RULE_EVENTS = {
  'reaction_rule.created': { record: 'reaction_rules' },
  'reaction_rule.updated': { changes: 'reaction_rules' },
  'reaction_rule.deleted': { record: 'reaction_rules' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof REACTION_EVENTS | keyof typeof REACTION_RULE_EVENTS, true> {}
}
