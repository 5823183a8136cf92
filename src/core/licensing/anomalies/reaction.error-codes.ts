import type { ErrorRows } from '../../common/errors/catalogue';

export const REACTION_ERRORS = {
  REACTION_RULE_NOT_FOUND: { of: 'NOT_FOUND', message: 'Reaction rule not found', path: 'reaction-rules' },
  REACTION_RULE_EMPTY: {
    of: 'VALIDATION_ERROR',
    message:
      'A rule needs one of mail_customer, ask_sign_in, report and suspend_after_days: delete the rule to react no more',
    field: 'mail_customer',
  },
  TOO_MANY_REACTION_RULES: { of: 'CONFLICT', message: 'There are at most {limit} reaction rules' },
  ANOMALY_WITHOUT_REACTION: { of: 'CONFLICT', message: 'No rule reacted to this anomaly' },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof REACTION_ERRORS> {}
}
