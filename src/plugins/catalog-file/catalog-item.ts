export const CATALOG_KINDS = [
  'product',
  'entitlement',
  'meter',
  'credit',
  'policy',
  'webhook',
  'mail_template',
  'role',
] as const;
export type CatalogKind = (typeof CATALOG_KINDS)[number];

/** Values of an object by the names of the API, as JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** An object of the catalog. */
export interface CatalogItem {
  /** Tells it from the other objects of its kind, on every server. */
  readonly key: string;
  readonly name: string;
  /** Reference of the product that it is a part of. */
  readonly product: string | null;
  readonly fields: Fields;
}

/** An object of the database. */
export interface StoredItem extends CatalogItem {
  readonly id: number;
  readonly uid: string;
  /** Users that have it; only of a role. */
  readonly users?: number;
}

/** The former name of an object, and its key under that name. */
export type FormerName = Pick<CatalogItem, 'key' | 'name'>;

/** An object of a file, with the defaults of what the file leaves out. */
export interface WantedItem<Input extends object = object> extends CatalogItem {
  /** Path of the object in the file, such as `products.2.policy`. */
  readonly place: string;
  readonly input: Input;
  /** If the file says that the object is renamed. */
  readonly former?: FormerName;
}
