import type { EntityManager } from 'typeorm';

/** With what the rows of the sample data are made. */
export interface DemoContext {
  readonly now: Date;
  readonly stamp: { readonly createdAt: Date; readonly updatedAt: Date };
}

/** Adds a plug-in's rows to the sample data: the export of a file `<plug-in>/demo/*.demo-rows.ts`. */
export type AddDemoRows = (manager: EntityManager, context: DemoContext) => Promise<void>;
