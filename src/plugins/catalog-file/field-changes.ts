import type { Fields } from './catalog-item';
import { isSame } from './normal-fields';
import { takesAway } from './takes-away';

export interface FieldChange {
  /** Name of the field; of a grant or of custom data with the name in it, such as `entitlements.export`. */
  readonly field: string;
  /** Null for a new value. */
  readonly from: unknown;
  /** Null for a value that goes. */
  readonly to: unknown;
  readonly takesAway: boolean;
}

/** Fields that are compared name by name. */
const MAPS: ReadonlySet<string> = new Set(['entitlements', 'meters', 'credits', 'rates', 'rate_limits', 'metadata']);
/** Fields that are not shown. */
const SECRETS: ReadonlySet<string> = new Set(['secret']);
const HIDDEN = '(hidden)';

/** The names of the fields with other values than before. */
export function changedFields(before: Fields, after: Fields): string[] {
  return Object.keys(after).filter((name) => !isSame(before[name] ?? null, after[name] ?? null));
}

export function fieldChanges(before: Fields, after: Fields): FieldChange[] {
  return changedFields(before, after).flatMap((name) => {
    const [from, to] = [before[name] ?? null, after[name] ?? null];
    if (MAPS.has(name)) {
      return mapChanges(name, Object(from) as Fields, Object(to) as Fields);
    }
    return SECRETS.has(name)
      ? [{ field: name, from: from === null ? null : HIDDEN, to: HIDDEN, takesAway: false }]
      : [{ field: name, from, to, takesAway: takesAway(name, from, to) }];
  });
}

function mapChanges(map: string, before: Fields, after: Fields): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((name) => ({ name, from: before[name] ?? null, to: after[name] ?? null }))
    .filter(({ from, to }) => !isSame(from, to))
    .map(({ name, from, to }) => ({ field: `${map}.${name}`, from, to, takesAway: takesAway(map, from, to) }));
}
