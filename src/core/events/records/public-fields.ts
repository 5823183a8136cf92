/** Tables whose rows events refer to, with the column that API calls take. */
export const REFERENCED = {
  customers: 'uid',
  licenses: 'uid',
  policies: 'uid',
  products: 'reference',
  webhook_endpoints: 'uid',
} as const;

export type ReferencedTable = keyof typeof REFERENCED;

interface Reference {
  readonly table: ReferencedTable;
  /** Name of the field that refers to the row. */
  readonly field: string;
}

/** Columns with row numbers: events have references instead. */
export const REFERENCES: Readonly<Record<string, Reference>> = {
  created_for_product_id: { table: 'products', field: 'created_for_product' },
  customer_id: { table: 'customers', field: 'customer_id' },
  endpoint_id: { table: 'webhook_endpoints', field: 'webhook_id' },
  license_id: { table: 'licenses', field: 'license_id' },
  policy_id: { table: 'policies', field: 'policy_id' },
  product_id: { table: 'products', field: 'product' },
  product_ids: { table: 'products', field: 'products' },
  trial_policy_id: { table: 'policies', field: 'trial_policy_id' },
};

/** Columns with another name in events. */
export const RENAMED: Readonly<Record<string, string>> = {
  low_water: 'warning_threshold',
  uid: 'id',
  policy_uid: 'policy_id',
  license_uid: 'license_id',
};

/** Columns that events do not have: row numbers without a reference, and the progress of jobs. */
export const HIDDEN: ReadonlySet<string> = new Set([
  'id',
  'actor_id',
  'cursor',
  'event_id',
  'file_id',
  'institution_id',
  'license_file_id',
  'main_file_id',
  'place',
  'position',
  'sql_file_id',
  'step',
]);

/** Columns whose values name columns of policies. */
export const NAMES_COLUMNS: ReadonlySet<string> = new Set(['policy_overrides', 'limits']);
