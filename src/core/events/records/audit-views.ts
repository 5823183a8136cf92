import type { EventName } from '../../platform/records/event-catalogue';
import { noConsequence } from '../../platform/records/consequences';
import { DESTRUCTIVE_EVENTS } from '../../platform/records/destructive-changes';

/** Views of the audit log. An entry may be in several of them. */
export const AUDIT_VIEWS = ['changes', 'destructive', 'sign-ins', 'programs', 'alerts', 'everything'] as const;
/** View of the audit trail: a part of its entries. */
export type AuditView = (typeof AUDIT_VIEWS)[number];

const SIGN_IN_EVENTS = [
  'user.logged_in',
  'user.logged_out',
  'user.login_failed',
  'user.locked_out',
  'user.recovery_code_used',
  'user.token_issued',
] as const satisfies readonly EventName[];

/** Events that programs cause by running, with the key of a license or with an API key. */
const PROGRAM_EVENTS = [
  'license.activated',
  'license_session.started',
  'license_session.borrowed',
] as const satisfies readonly EventName[];

/** Problems of the installation: they come and go by themselves. */
const ALERT_EVENTS = ['alert.raised', 'alert.cleared'] as const satisfies readonly EventName[];

/** A part of a search with an index in the order of the ids. */
export interface Branch {
  /** SQL of the values for each of which the index is read. */
  readonly each?: string;
  readonly where: readonly string[];
}

interface ViewConditions {
  /** All conditions of the view. */
  readonly where: readonly string[];
  readonly branches: readonly Branch[];
  /** Conditions that the branches leave to the search. */
  readonly rest: readonly string[];
}

const listed = (events: Iterable<string>): string => [...events].map((name) => `'${name}'`).join(', ');
const branchOf = (events: Iterable<string>): Branch => ({
  each: `unnest(ARRAY[${listed(events)}]) AS branch (action)`,
  where: ['action = branch.action'],
});

const NOT_BY_PROGRAM = `actor_type <> 'client'`;
const NO_SIGN_IN = `action NOT IN (${listed(SIGN_IN_EVENTS)})`;
/** A job has an entry of its own: those of its rows are left out. */
const NOT_IN_JOB = 'job_id IS NULL';
/** The predicate of the index `audit_entries_changes`, word for word: another event in its lists needs a migration. */
const CHANGES = `${NOT_BY_PROGRAM} AND ${NOT_IN_JOB} AND action NOT IN (${listed([...SIGN_IN_EVENTS, ...PROGRAM_EVENTS])})`;

/** A job is one entry: that of its start, which leads to its page. */
const NO_END_OF_JOB = `action <> 'job.finished'`;

const NO_ALERT = `action NOT IN (${listed(ALERT_EVENTS)})`;
const NO_CONSEQUENCE = noConsequence();
const ONE_ENTRY_EACH = [CHANGES, NO_END_OF_JOB, NO_ALERT, NO_CONSEQUENCE];

/** The conditions of each view in SQL. */
export const VIEW_CONDITIONS: Readonly<Record<AuditView, ViewConditions>> = {
  changes: { where: ONE_ENTRY_EACH, branches: [{ where: ONE_ENTRY_EACH }], rest: [] },
  destructive: {
    where: [`action IN (${listed(DESTRUCTIVE_EVENTS)})`, NOT_BY_PROGRAM, NOT_IN_JOB],
    branches: [branchOf(DESTRUCTIVE_EVENTS)],
    rest: [NOT_BY_PROGRAM, NOT_IN_JOB],
  },
  'sign-ins': {
    where: [`action IN (${listed(SIGN_IN_EVENTS)})`],
    branches: [branchOf(SIGN_IN_EVENTS)],
    rest: [],
  },
  programs: {
    where: [`(actor_type = 'client' OR action IN (${listed(PROGRAM_EVENTS)}))`, NO_SIGN_IN, NO_CONSEQUENCE],
    branches: [{ where: [`actor = 'client'`, `actor_type = 'client'`] }, branchOf(PROGRAM_EVENTS)],
    rest: [NO_SIGN_IN, NO_CONSEQUENCE],
  },
  alerts: { where: [`action IN (${listed(ALERT_EVENTS)})`], branches: [branchOf(ALERT_EVENTS)], rest: [] },
  everything: { where: [], branches: [{ where: [] }], rest: [] },
};

/**
 * Changes, and what programs do with devices and sessions. Sign-ins, alerts and the rows of jobs are left out. Each branch has an
 * index; with the name of the event in the statement, the planner knows how rare it is.
 */
export const LATEST_BRANCHES: readonly Branch[] = [
  { where: ONE_ENTRY_EACH },
  ...[...PROGRAM_EVENTS, 'license.deactivated'].map((name) => ({ where: [`action = '${name}'`, NOT_IN_JOB] })),
];
