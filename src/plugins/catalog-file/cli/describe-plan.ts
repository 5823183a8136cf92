import type { CatalogChange, CatalogObject, CatalogPlan } from '#sdk';

const SIGNS = { create: '+', update: '~', delete: '-' } as const;
const COUNTED_LICENSES = 100_000;

/** A plan in lines to read. `!` marks what takes something away. */
export function describePlan({ changes, not_in_catalog: missing }: CatalogPlan): string {
  const lines = [...changes.flatMap(describeChange), ...missing.map((item) => `? ${nameOf(item)} is not in the file`)];
  return [...lines, ...(lines.length > 0 ? [''] : []), summaryOf(changes, missing)].join('\n');
}

function describeChange(change: CatalogChange): string[] {
  const { action, fields } = change;
  const lines = fields.map(({ field, from, to, takes_away: takesAway }) => {
    const values = action === 'create' ? textOf(to) : `${textOf(from)} → ${textOf(to)}`;
    return `  ${takesAway && action === 'update' ? '!' : ' '} ${field}: ${values}`;
  });
  return [`${SIGNS[action]} ${nameOf(change)}${reachOf(change)}`, ...lines];
}

function reachOf({ action, licenses, users }: CatalogChange): string {
  if (action === 'create') {
    return '';
  }
  return users === null ? (licenses === null ? '' : ` (licenses: ${countOf(licenses)})`) : ` (users: ${users})`;
}

function nameOf({ kind, name, product }: CatalogObject): string {
  if (product === null) {
    return `${kind} ${textOf(name)}`;
  }
  return kind === 'policy' ? `policy of ${textOf(product)}` : `${kind} ${textOf(name)} of ${textOf(product)}`;
}

function countOf(licenses: number): string {
  return licenses >= COUNTED_LICENSES ? `${COUNTED_LICENSES} or more` : String(licenses);
}

function summaryOf(changes: readonly CatalogChange[], missing: readonly CatalogObject[]): string {
  const count = (action: CatalogChange['action']): number => changes.filter((one) => one.action === action).length;
  const kept = missing.length > 0 ? ` Not in the file: ${missing.length}, which --prune would delete.` : '';
  if (changes.length === 0) {
    return `Nothing to do.${kept}`;
  }
  const taken = changes.filter(({ takes_away: takesAway }) => takesAway).length;
  const harm = taken > 0 ? ` Changes that take something away (! or -): ${taken}.` : '';
  return `To create: ${count('create')}, to change: ${count('update')}, to delete: ${count('delete')}.${harm}${kept}`;
}

/** A terminal must not obey what a name contains. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) {
    return 'none';
  }
  return typeof value === 'string' && value !== '' && !/\p{C}/u.test(value) ? value : JSON.stringify(value);
}
