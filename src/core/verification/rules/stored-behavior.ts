import { type Behavior, behaviorNamed } from '../../catalog/policies/behavior';

const MAX_KNOWN = 1_000;

/** Behavior by its text: most checks read one of a few policies. */
const known = new Map<string, Behavior>();

/** @param stored `policies.behavior`: the columns of the policy, as JSON */
export function behaviorOf(stored: string, overrides: Partial<Behavior>): Behavior {
  const behavior = known.get(stored) ?? parse(stored);
  for (const _name in overrides) {
    return { ...behavior, ...overrides };
  }
  return behavior;
}

function parse(stored: string): Behavior {
  const columns = Object.entries(JSON.parse(stored) as Record<string, unknown>);
  // The database keeps the text in line with the columns of the entity.
  const behavior = Object.fromEntries(
    columns.map(([column, value]) => [propertyOf(column), valueOf(column, value)]),
  ) as object as Behavior;
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  known.set(stored, behavior);
  return behavior;
}

/** JSON has instants as texts. */
function valueOf(column: string, value: unknown): unknown {
  return typeof value === 'string' && behaviorNamed(column)?.kind === 'instant' ? new Date(value) : value;
}

function propertyOf(column: string): string {
  return column.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
