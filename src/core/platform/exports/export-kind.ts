import type { PermissionName } from '../../common/access/authorized.decorator';
import type { DataExport } from './data-export.entity';

/** Selects the rows and columns of an export. */
export type ExportRequest = Pick<
  DataExport,
  'kind' | 'name' | 'query' | 'columns' | 'description' | 'zone' | 'createdAt'
>;

/** A part of the rows of a list. */
export interface ExportedRows {
  readonly rows: object[];
  /** Cursor of the next part; null after the last one. */
  readonly next: string | null;
}

/** The creator of an export. */
export type ExportCreator = Pick<DataExport, 'actorType' | 'actorId' | 'actor'>;

/** Reads the rows of exports as those who started them may see them. One provider extends this class. */
export abstract class ExportCreators {
  /** Throws if the creator may see nothing any more. */
  abstract run<T>(row: ExportCreator, work: () => Promise<T>): Promise<T>;
}

/** A list whose rows can be exported. Providers that extend this class are found by it. */
export abstract class ExportKind {
  /** Unique and permanent: exports name it. */
  abstract readonly kind: string;
  /** Needed to download the file. */
  abstract readonly permission: PermissionName;

  /** The rows after a cursor, by the column names of the file. They stay in their order while others are added. */
  abstract part(row: DataExport, after?: string): Promise<ExportedRows>;

  /** Number of all rows; null if it is expensive to count. */
  abstract total(row: DataExport): Promise<number | null>;
}
