import type { PermissionName } from '../../core/common';
import type { CatalogKind, Fields, StoredItem, WantedItem } from './catalog-item';
import type { CatalogDto } from './dto/catalog.dto';
import type { Renames } from './renames';

/** The most objects of a catalog. */
export const MAX_OBJECTS = 2_000;

/** The objects of one kind: how they are read, found in a file, and changed by the services that the API uses, too. */
export abstract class CatalogSection<Input extends object = object> {
  abstract readonly kind: CatalogKind;
  abstract readonly permissions: { readonly read: PermissionName; readonly write: PermissionName };

  /** All of the database, oldest first; more than MAX_OBJECTS are not read to the end. */
  abstract stored(): Promise<StoredItem[]>;

  /** Adds the objects to a file, without what a new object has by default. */
  abstract export(items: readonly StoredItem[], file: CatalogDto): void;

  /** Those of a file; undefined if the file has no such section. */
  abstract wanted(file: CatalogDto): WantedItem<Input>[] | undefined;

  /** A stored object with the new names of what it is a part of, or refers to. Its own name stays. */
  underNewNames(item: StoredItem, _renames: Renames): StoredItem {
    return item;
  }

  /** Values of a new object where the file says nothing but its name. */
  abstract defaultsOf(item: WantedItem<Input>): Fields;

  /** Whether the object exists as soon as the one that it is a part of does. */
  isImplied(_item: WantedItem<Input>): boolean {
    return false;
  }

  /** Whether a file without this object lacks it: it has the section where the object would be. */
  abstract isMissing(item: StoredItem, file: CatalogDto): boolean;

  /** Takes the lock that the API takes for a change of this kind, where that is not the lock of the row. */
  lock(): Promise<void> {
    return Promise.resolve();
  }

  abstract create(item: WantedItem<Input>): Promise<void>;

  /** @param change the values that differ */
  abstract update(stored: StoredItem, change: Partial<Input>, item: WantedItem<Input>): Promise<void>;

  abstract delete(stored: StoredItem): Promise<void>;

  /** Sets what names objects of other kinds, once all exist. */
  link(_item: WantedItem<Input>): Promise<void> {
    return Promise.resolve();
  }
}
