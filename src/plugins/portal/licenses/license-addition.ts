import type { VNode } from 'preact';
import type { BatchedFile } from '../../../core/licensing';
import type { OwnedLicense } from './portal-licenses.service';

/** Something of a license that ends. */
export interface LicenseEnd {
  readonly kind: 'license' | 'subscription' | 'file' | 'borrowed' | 'relay';
  readonly at: Date;
  /** The device or the relay; null for the license itself. */
  readonly name: string | null;
  readonly owned: OwnedLicense;
}

/** Adds to the pages of licenses. A plug-in extends it by a service in its folder `portal`. It is only asked about licenses that the visitor manages. */
export abstract class LicenseAddition {
  /** A card on the page of a license; null for none. */
  abstract cardOf(owned: OwnedLicense): Promise<VNode | null>;

  /**
   * The next files of what runs by file.
   * @param line number of the first one
   */
  abstract renew(owned: OwnedLicense, line: number): Promise<BatchedFile[]>;

  /** @param most ends at most, those that come first */
  abstract endsOf(licenses: readonly OwnedLicense[], most: number): Promise<LicenseEnd[]>;
}
