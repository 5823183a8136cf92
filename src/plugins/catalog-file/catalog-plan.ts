import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { problem } from '../../core/common';
import type { CatalogItem, CatalogKind, Fields, StoredItem, WantedItem } from './catalog-item';
import type { CatalogSection } from './catalog-section';
import type { CatalogDto } from './dto/catalog.dto';
import { type FieldChange, fieldChanges } from './field-changes';
import { Renames } from './renames';

export const CATALOG_ACTIONS = ['create', 'update', 'delete'] as const;
export type CatalogAction = (typeof CATALOG_ACTIONS)[number];

/** A difference between the database and a file. */
export interface CatalogChange extends Pick<CatalogItem, 'name' | 'product'> {
  readonly section: CatalogSection;
  readonly kind: CatalogKind;
  readonly action: CatalogAction;
  readonly stored: StoredItem | null;
  readonly wanted: WantedItem | null;
  readonly fields: readonly FieldChange[];
  readonly takesAway: boolean;
}

export interface CatalogPlan {
  /** Differs from that of any other plan. */
  readonly fingerprint: string;
  readonly changes: readonly CatalogChange[];
  /** Objects of the database that the file lacks, and that stay. */
  readonly missing: readonly MissingItem[];
}

export interface MissingItem extends Pick<CatalogItem, 'name' | 'product'> {
  readonly kind: CatalogKind;
}

/** A section with its objects in the database. */
export interface SectionState {
  readonly section: CatalogSection;
  readonly stored: readonly StoredItem[];
}

/** @param prunes whether what the file lacks is deleted */
export function planOf(states: readonly SectionState[], file: CatalogDto, prunes: boolean): CatalogPlan {
  const compared = renamedStates(states, file).map((state) => ({ ...state, ...compare(state, file) }));
  const missing = compared.flatMap((one) => one.missing.map((item) => deletionOf(one.section, item)));
  const changes = [...compared.flatMap((one) => one.changes), ...(prunes ? missing : [])];
  return { fingerprint: fingerprintOf(changes), changes, missing: prunes ? [] : missing };
}

function renamedStates(states: readonly SectionState[], file: CatalogDto): SectionState[] {
  const definitions = states.flatMap(({ section, stored }) =>
    stored.map(({ name, product }) => ({ kind: section.kind, code: name, product })),
  );
  const renames = new Renames(file, definitions);
  return states.map(({ section, stored }) => ({
    section,
    stored: stored.map((item) => section.underNewNames(item, renames)),
  }));
}

function compare({ section, stored }: SectionState, file: CatalogDto) {
  const wanted = section.wanted(file) ?? [];
  const items = itemsByKey(stored);
  const keys = new Set<string>();
  wanted.forEach((item) => refuseRepeated(item, keys));
  wanted.forEach((item) => refuseClaimed(item, keys));
  const changes = wanted.flatMap((item) => changeOf(section, storedOf(item, items), item));
  return { changes, missing: stored.filter((item) => !keys.has(item.key) && section.isMissing(item, file)) };
}

/** The object under its present name or, if there is none, under the former one. */
function storedOf(item: WantedItem, items: ReadonlyMap<string, readonly StoredItem[]>): StoredItem | null {
  const { place, name, former } = item;
  const present = only(items.get(item.key), item);
  const renamed = former ? only(items.get(former.key), item) : null;
  if (former && present && renamed) {
    throw problem('CATALOG_RENAME_TAKEN', { field: `${place}.renamed_from`, name, former: former.name });
  }
  return present ?? renamed;
}

function itemsByKey(items: readonly StoredItem[]): ReadonlyMap<string, readonly StoredItem[]> {
  const byKey = new Map<string, StoredItem[]>();
  for (const item of items) {
    byKey.set(item.key, [...(byKey.get(item.key) ?? []), item]);
  }
  return byKey;
}

function refuseRepeated({ key, place, name }: WantedItem, keys: Set<string>): void {
  if (keys.has(key)) {
    throw problem('CATALOG_NAME_REPEATED', { field: place, name });
  }
  keys.add(key);
}

/** Former names are added to the keys: each is that of one object. */
function refuseClaimed({ place, former }: WantedItem, keys: Set<string>): void {
  if (former && keys.has(former.key)) {
    throw problem('CATALOG_RENAME_REPEATED', { field: `${place}.renamed_from`, former: former.name });
  }
  if (former) {
    keys.add(former.key);
  }
}

function only(items: readonly StoredItem[] = [], { place, name }: WantedItem): StoredItem | null {
  const [stored, another] = items;
  if (another) {
    throw problem('CATALOG_NAME_AMBIGUOUS', { field: place, name });
  }
  return stored ?? null;
}

/** The changes of an object; none if the two are equal. */
function changeOf(section: CatalogSection, stored: StoredItem | null, wanted: WantedItem): CatalogChange[] {
  const { name, product } = wanted;
  const fields = fieldChanges(stored?.fields ?? section.defaultsOf(wanted), wanted.fields);
  const isEqual = fields.length === 0 && (stored !== null || section.isImplied(wanted));
  const action = stored ? 'update' : 'create';
  const takesAway = stored !== null && fields.some((field) => field.takesAway);
  return isEqual ? [] : [{ section, kind: section.kind, action, name, product, stored, wanted, fields, takesAway }];
}

function deletionOf(section: CatalogSection, stored: StoredItem): CatalogChange {
  const { name, product } = stored;
  const change = { section, kind: section.kind, name, product, stored };
  return { ...change, action: 'delete', wanted: null, fields: [], takesAway: true };
}

/** Fingerprint of all that changes, and from what. */
function fingerprintOf(changes: readonly CatalogChange[]): string {
  const facts = changes.map(({ kind, action, stored, wanted, fields }): Fields => {
    const { key } = wanted ?? stored ?? { key: '' };
    return {
      kind,
      action,
      key,
      uid: stored?.uid ?? null,
      fields: fields.map(({ field, from, to }) => [field, from, to]),
    };
  });
  return hash('sha256', canonicalize(facts) ?? '', 'base64url');
}
