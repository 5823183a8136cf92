import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  type FileKeeper,
  type FormValues,
  isForm,
  problem,
  receiveForm,
  RequestValidationPipe,
} from '../../../core/common';
import { isCharset } from '../../../core/common/internal';
import { SettingValuesService, type StoredFile, StoredFilesService } from '../../../core/platform';
import { OutgoingTargetsService } from '../../../core/platform/internal';
import { type ImportApiDto, StartImportDto } from './dto/import-input.dto';
import type { Import, ImportOptions } from './import.entity';
import { maxImportBytes } from './import.settings';

import { baseOf, PAGED_APIS } from './paged-apis';
import { recordIn } from './sources/record-in';
import { isCsvField } from './sources/csv-fields';
import { SOURCE_OPTIONS } from './sources/import-source';
import { sourceOf } from './sources/import-sources';
import { isZone } from './sources/values';
import { StartImportsService } from './start-imports.service';

export const IMPORT_FILE = 'file';

const validation = new RequestValidationPipe();

/** Receives the files of imports, without holding more than a piece of them, and the access to APIs. */
@Injectable()
export class ImportFilesService {
  constructor(
    private readonly files: StoredFilesService,
    private readonly imports: StartImportsService,
    private readonly settings: SettingValuesService,
    private readonly targets: OutgoingTargetsService,
  ) {}

  /** Stores files while they are received. */
  readonly keeper: FileKeeper<string, StoredFile> = {
    store: ({ name, contentType, bytes }) => this.files.write(bytes, { name, contentType }),
    discard: (file) => this.files.discard(file),
  };

  get maxBytes(): number {
    return maxImportBytes(this.settings);
  }

  /** Takes a form with a file or, in a form or as JSON, the access to an API. */
  async start(request: FastifyRequest): Promise<Import> {
    if (!isForm(request)) {
      return this.startWithApi(recordIn(request.body) ?? {});
    }
    const rules = [{ field: IMPORT_FILE, maxBytes: this.maxBytes }];
    const { fields, files } = await receiveForm(request, rules, this.keeper);
    const file = files.get(IMPORT_FILE);
    if (file) {
      return this.startWith(file, fields);
    }
    return this.startWithApi(typeof fields.api === 'string' ? { ...fields, api: parsed(fields.api) } : fields);
  }

  /**
   * @param fields those of the form beside the file; if they are refused, a file that is not kept is discarded
   * @param columns meanings by headings
   */
  async startWith(file: StoredFile, fields: FormValues, columns?: ImportOptions['columns']): Promise<Import> {
    try {
      const input = await validFields(fields);
      return await this.imports.start(input.from, file, { ...optionsIn(input), ...(columns && { columns }) });
    } catch (error) {
      await this.files.discard(file);
      throw error;
    }
  }

  /** Reads an API instead of a file. */
  async startWithApi(fields: object): Promise<Import> {
    const { api, ...input } = await validFields(fields);
    if (!api) {
      throw problem('FILE_MISSING_IN_FORM', { field: IMPORT_FILE });
    }
    const base = addressOf(input.from, api);
    await this.targets.checkNew(base, 'api.url');
    return this.imports.startApi(input.from, { base, token: api.token }, optionsIn(input));
  }
}

function addressOf(from: string, access: ImportApiDto): string {
  const api = PAGED_APIS[from];
  if (!api) {
    throw problem('IMPORT_API_UNKNOWN', { field: 'from' });
  }
  const base = baseOf(api, access);
  if (base === undefined) {
    throw problem('IMPORT_ACCOUNT_MISSING', { field: 'api.account' });
  }
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw problem('IMPORT_API_URL_INVALID', { field: 'api.url' });
  }
  return base;
}

function optionsIn({
  time_zone,
  table_prefix,
  product,
  columns,
  charset,
  dates,
  damaged,
  header_line,
}: StartImportDto): ImportOptions {
  return {
    timeZone: time_zone,
    tablePrefix: table_prefix,
    product,
    charset,
    dates,
    damaged,
    headerLine: header_line,
    ...(columns !== undefined && { columns: columnsIn(columns) }),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Meanings by headings. */
function columnsIn(text: string): Record<string, string> {
  const columns = parsed(text);
  const entries = typeof columns === 'object' && columns !== null ? Object.entries(columns) : [];
  const isValid =
    entries.length > 0 &&
    entries.every(([, meaning]) => typeof meaning === 'string' && (meaning === '' || isCsvField(meaning)));
  if (!isValid) {
    throw problem('IMPORT_COLUMNS_INVALID', { field: 'columns' });
  }
  return Object.fromEntries(entries as [string, string][]);
}

/** Empty fields count as missing. */
async function validFields(fields: object): Promise<StartImportDto> {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  const input = await validation.transform(filled, { type: 'body', metatype: StartImportDto });
  if (!(input instanceof StartImportDto)) {
    throw new Error('Validation did not return the fields of an import');
  }
  if (input.time_zone !== undefined && !isZone(input.time_zone)) {
    throw problem('IMPORT_ZONE_UNKNOWN', { field: 'time_zone' });
  }
  if (input.charset !== undefined && !isCharset(input.charset)) {
    throw problem('IMPORT_CHARSET_UNKNOWN', { field: 'charset' });
  }
  const { takes = [] } = sourceOf(input.from);
  const unused = SOURCE_OPTIONS.find((name) => input[name] !== undefined && !takes.includes(name));
  if (unused !== undefined) {
    throw problem('IMPORT_OPTION_UNUSED', { field: unused });
  }
  return input;
}
