import type { VNode } from 'preact';
import type { OwnedLicense } from './portal-licenses.service';

/** Adds to the page of a license. A plug-in extends it by a service in its folder `portal`. */
export abstract class LicenseAddition {
  /** Null for a license to which nothing is added. It is only asked for visitors who manage the license. */
  abstract cardOf(owned: OwnedLicense): Promise<VNode | null>;
}
