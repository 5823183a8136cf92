import type { EntityManager } from 'typeorm';
import type { SecretCipher } from '../../core/platform';

/** With what the rows of the sample data are made. */
export interface DemoContext {
  readonly now: Date;
  readonly stamp: { readonly createdAt: Date; readonly updatedAt: Date };
  readonly cipher: SecretCipher;
}

/** Adds a plug-in's rows to the sample data: the export of a file `<plug-in>/demo/*.demo-rows.ts`. */
export type AddDemoRows = (manager: EntityManager, context: DemoContext) => Promise<void>;
