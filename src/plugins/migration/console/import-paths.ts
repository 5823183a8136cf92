import { Matches } from 'class-validator';
import { IsName } from '../../../core/common';
import { ROW_KINDS } from '../imports/import-row.entity';
import { withQuery, type QueryFields } from '../../../pages/components/filters';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { choiceField, nameField, textField, queryOf } from '../../../pages/kit/query-of';

export const IMPORTS_PATH = '/console/imports';
export const UPLOAD_PATH = `${IMPORTS_PATH}/new`;
export const API_IMPORT_PATH = `${IMPORTS_PATH}/api`;
export const columnsPath = (file: number, values: QueryFields = {}): string =>
  withQuery(`${IMPORTS_PATH}/columns/${file}`, values);
export const importPath = (uid: string): string => `${IMPORTS_PATH}/${uid}`;
export const leftOutPath = (uid: string, filter: QueryFields = {}): string =>
  withQuery(`${importPath(uid)}/left-out`, filter);

/** An empty search form sends an empty text. */
export class ImportListQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsName()
  q?: string;
}

export class LeftOutQueryDto extends queryOf(
  {
    q: nameField(),
    kind: choiceField(ROW_KINDS),
    reason: textField(Matches(/^[a-z_]{1,64}$/)),
  },
  AfterBeforeDto,
) {}
