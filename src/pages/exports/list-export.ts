import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { Calendar, type PermissionName } from '../../core/common';
import type { PageTexts } from '../../core/i18n';
import { type DataExport, type ExportedRows, ExportKind, type ExportRequest } from '../../core/platform';
import type { QueryFields } from '../components/filters';
import type { Crumb } from '../components/page-parts';
import type { ConditionMoment } from '../kit/condition-fields';

export const EXPORT_LIMITS = {
  /** More rows than these are exported in the background. */
  directRows: 10_000,
  partRows: 500,
};
/** Asks a list for the number of its rows alone. */
export const countRows = () => ({ newest: 1, countTo: EXPORT_LIMITS.directRows + 1 }) as const;

export type ExportName = keyof PageTexts<'exports'>['names'];

/** Columns for a purpose. */
export const COLUMN_SETS = ['accounting', 'support'] as const;

/** The file that some rows of a list become. */
export interface ExportedFile {
  readonly name: ExportName;
  readonly columns: readonly string[];
  /** Some of the columns, for a purpose. */
  readonly sets?: Readonly<Record<(typeof COLUMN_SETS)[number], readonly string[]>>;
}

/** When and for whom rows are selected. */
export type ExportMoment = ConditionMoment;

/** A place in the rows, as the services of lists take it. */
export interface ExportPlace {
  readonly limit: number;
  readonly after?: string;
}

export interface RowCount {
  /** Exact up to EXPORT_LIMITS.directRows; of a list that is not counted, the rows of its first part. */
  readonly count: number;
  /** Too many rows match, or would have to be searched, to send them at once. */
  readonly isMore: boolean;
}

/** A list of the console with an export. Its query is that of the list. */
export abstract class ListExport<Q extends object = object> extends ExportKind {
  /** Reads the filters from an address. */
  abstract readonly input: Type<Q>;
  abstract override readonly permission: PermissionName;

  /** The page of the export. */
  abstract path(query: Q): string;
  /** The filters as fields of the address. */
  abstract fields(query: Q): QueryFields;
  abstract file(query: Q): ExportedFile;
  /** The list, with the filters. */
  abstract list(query: Q): Promise<Crumb> | Crumb;
  /** The filters in words; none for all rows. */
  abstract words(query: Q): Promise<readonly string[]> | readonly string[];
  abstract rows(query: Q, moment: ExportMoment, place: ExportPlace): Promise<ExportedRows>;

  /** The filters of a stored export. */
  stored(query: DataExport['query']): Q {
    return plainToInstance(this.input, query);
  }

  part(request: ExportRequest, after?: string): Promise<ExportedRows> {
    const moment = { now: request.createdAt, calendar: new Calendar(request.zone) };
    return this.rows(this.stored(request.query), moment, { limit: EXPORT_LIMITS.partRows, after });
  }

  total(_request: ExportRequest): Promise<number | null> {
    return Promise.resolve(null);
  }

  /** The number of rows, up to EXPORT_LIMITS.directRows + 1, in one statement; undefined for a list that cannot count them so. */
  protected counted(_query: Q, _moment: ExportMoment): Promise<number | undefined> {
    return Promise.resolve(undefined);
  }

  /** Counts the rows, or reads one part of them. */
  async count(request: ExportRequest): Promise<RowCount> {
    const moment = { now: request.createdAt, calendar: new Calendar(request.zone) };
    const count = await this.counted(this.stored(request.query), moment);
    if (count !== undefined) {
      const { directRows } = EXPORT_LIMITS;
      return { count: Math.min(count, directRows), isMore: count > directRows };
    }
    const { rows, next } = await this.part(request);
    return { count: rows.length, isMore: next !== null };
  }
}
