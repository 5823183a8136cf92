import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { problem } from '../../common/errors/domain-error';
import type { FormValues } from '../../common/http/form-fields';
import { RequestValidationPipe } from '../../common/http/request-validation.pipe';
import type { FileKeeper } from '../../common/http/incoming-form';
import { receiveForm } from '../../common/http/uploads';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { StartImportDto } from './dto/import-input.dto';
import type { Import } from './import.entity';
import { MAX_IMPORT_MEGABYTES } from './import.settings';
import { ImportsService } from './imports.service';
import { isCsvField } from './sources/csv-fields';
import { isZone } from './sources/values';

export const IMPORT_FILE = 'file';
const MEGABYTE = 1_000_000;

const validation = new RequestValidationPipe();

/** Receives the files of imports, without holding more than a piece of them. */
@Injectable()
export class ImportFilesService {
  constructor(
    private readonly files: StoredFilesService,
    private readonly imports: ImportsService,
    private readonly settings: SettingValuesService,
  ) {}

  /** Stores files while they are received. */
  readonly keeper: FileKeeper<string, StoredFile> = {
    store: ({ name, contentType, bytes }) => this.files.write(bytes, { name, contentType }),
    discard: (file) => this.files.discard(file),
  };

  get maxBytes(): number {
    return this.settings.get(MAX_IMPORT_MEGABYTES) * MEGABYTE;
  }

  async start(request: FastifyRequest): Promise<Import> {
    const rules = [{ field: IMPORT_FILE, maxBytes: this.maxBytes }];
    const { fields, files } = await receiveForm(request, rules, this.keeper);
    const file = files.get(IMPORT_FILE);
    if (!file) {
      throw problem('FILE_MISSING_IN_FORM', { field: IMPORT_FILE });
    }
    return this.startWith(file, fields);
  }

  /** @param fields those of the form beside the file; if they are refused, the file is discarded */
  async startWith(file: StoredFile, fields: FormValues): Promise<Import> {
    try {
      const { from, columns, ...input } = await validFields(fields);
      return await this.imports.start(from, file, {
        ...{ timeZone: input.time_zone, tablePrefix: input.table_prefix, product: input.product },
        ...(columns !== undefined && { columns: columnsIn(columns) }),
      });
    } catch (error) {
      await this.files.discard(file);
      throw error;
    }
  }
}

/** Meanings by headings. */
function columnsIn(text: string): Record<string, string> {
  let columns: unknown;
  try {
    columns = JSON.parse(text);
  } catch {
    columns = undefined;
  }
  const entries = typeof columns === 'object' && columns !== null ? Object.entries(columns) : [];
  const isValid =
    entries.length > 0 && entries.every(([, meaning]) => typeof meaning === 'string' && isCsvField(meaning));
  if (!isValid) {
    throw problem('IMPORT_COLUMNS_INVALID', { field: 'columns' });
  }
  return Object.fromEntries(entries as [string, string][]);
}

/** Empty fields count as missing. */
async function validFields(fields: FormValues): Promise<StartImportDto> {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  const input = await validation.transform(filled, { type: 'body', metatype: StartImportDto });
  if (!(input instanceof StartImportDto)) {
    throw new Error('Validation did not return the fields of an import');
  }
  if (input.time_zone !== undefined && !isZone(input.time_zone)) {
    throw problem('IMPORT_ZONE_UNKNOWN', { field: 'time_zone' });
  }
  return input;
}
