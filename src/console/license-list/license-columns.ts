import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearCookie, cookieIn, setCookie } from '../../common/http/cookies';
import { IsText, MayBeMissing } from '../../common/validation/fields';

const COOKIE = 'keyward_license_columns';
const YEAR_SECONDS = 365 * 24 * 3_600;

/** Columns that can be hidden, in their order. */
export const LICENSE_COLUMNS = [
  'customer',
  'product',
  'policy',
  'type',
  'batch',
  'seats',
  'issued',
  'expires',
  'seen',
] as const;
export type LicenseColumn = (typeof LICENSE_COLUMNS)[number];

export const DEFAULT_COLUMNS: readonly LicenseColumn[] = ['customer', 'product', 'seats', 'expires', 'seen'];

export function columnsOf(request: FastifyRequest): readonly LicenseColumn[] {
  const names = cookieIn(request, COOKIE)?.split('.');
  return names ? LICENSE_COLUMNS.filter((column) => names.includes(column)) : DEFAULT_COLUMNS;
}

/** @param columns undefined for those that are shown by default */
export function setColumns(request: FastifyRequest, reply: FastifyReply, columns?: readonly LicenseColumn[]): void {
  if (columns) {
    setCookie(request, reply, COOKIE, ['key', ...columns].join('.'), { maxAge: YEAR_SECONDS });
  } else {
    clearCookie(request, reply, COOKIE);
  }
}

export class ColumnChoiceDto {
  @IsArray()
  @ArrayMaxSize(LICENSE_COLUMNS.length)
  @IsIn(LICENSE_COLUMNS, { each: true })
  column: LicenseColumn[] = [];

  /** The page to return to. */
  @IsText(2_000)
  back: string = '';

  @MayBeMissing()
  @IsIn(['reset'])
  do?: 'reset';
}
