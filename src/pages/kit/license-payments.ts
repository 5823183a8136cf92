import type { VNode } from 'preact';
import type { License } from '../../core/licenses';

/** The payments on the page of a license, as far as the viewer may see them: a service in the folder `console` of a plug-in. */
export abstract class LicensePayments {
  /** Null without payments that the viewer may see. */
  abstract section(license: License): Promise<VNode | null>;
}
