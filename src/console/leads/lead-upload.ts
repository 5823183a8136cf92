import type { FastifyRequest } from 'fastify';
import { CSV_FIELD, csvHeader, MAX_CSV_BYTES } from '../../common/csv/csv-rows';
import { InvalidInput } from '../../common/errors/domain-error';
import { IN_MEMORY } from '../../common/http/in-memory-files';
import type { FileKeeper } from '../../common/http/incoming-form';
import { receiveForm } from '../../common/http/uploads';
import { packed, unpacked } from '../kit/packed-file';
import { type ColumnsByPlace, columnsIn, guessColumns } from './import-columns';

const RULES = [{ field: CSV_FIELD, maxBytes: MAX_CSV_BYTES }] as const;

/** A file between the steps of an import. */
export interface LeadUpload {
  readonly name: string;
  readonly bytes: Buffer;
  /** The file as fields of the next form. */
  readonly pieces: readonly string[];
  readonly header: readonly string[];
  /** What each place of the file is, chosen or guessed. */
  readonly columns: ColumnsByPlace;
  /** Whether the places were chosen, or are to be shown before the import. */
  readonly isMapped: boolean;
  readonly isCheck: boolean;
}

/** Reads the form of each step: the first one has the file, the others have it packed. */
export async function receiveUpload(request: FastifyRequest): Promise<LeadUpload> {
  const { fields, files } = await receiveForm(request, RULES, NAMED);
  const { name, bytes } = files.get(CSV_FIELD) ?? fileIn(fields.packed, fields.file_name);
  const pieces = packed(bytes);
  if (!pieces) {
    throw new InvalidInput(CSV_FIELD, 'The file is too large to be checked here: split it, or import it with the API');
  }
  const header = csvHeader(bytes);
  const chosen = columnsIn(fields.columns, header);
  const isCheck = fields.do === 'check';
  const columns = chosen ?? guessColumns(header);
  return { name, bytes, pieces, header, columns, isMapped: isCheck || chosen !== undefined, isCheck };
}

interface NamedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const NAMED: FileKeeper<typeof CSV_FIELD, NamedFile> = {
  store: async (upload, field) => ({ name: upload.name, bytes: await IN_MEMORY.store(upload, field) }),
  discard: () => Promise.resolve(),
};

function fileIn(pieces: unknown, name: unknown): NamedFile {
  const texts = Array.isArray(pieces) ? pieces.filter((piece) => typeof piece === 'string') : [];
  const bytes = texts.length > 0 ? unpacked(texts, MAX_CSV_BYTES) : undefined;
  if (!bytes) {
    throw new InvalidInput(CSV_FIELD, 'Choose a CSV file');
  }
  return { name: typeof name === 'string' ? name : '', bytes };
}
