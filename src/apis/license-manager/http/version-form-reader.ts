import { Injectable, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type FormValues, isForm, problem, receiveForm, RequestValidationPipe } from '../../../core/common';
import { type Upload } from '../../../core/common/internal';
import { type StoredFile, StoredFilesService } from '../../../core/platform';
import { MAX_VERSION_FILE_BYTES } from '../../../core/catalog';
import { type VersionFiles } from '../../../core/catalog/internal';
import { flagIn } from './dto/fields';

const FILES = [
  { field: 'main_file', maxBytes: MAX_VERSION_FILE_BYTES },
  { field: 'sql_file', maxBytes: MAX_VERSION_FILE_BYTES },
] as const;
type FileField = (typeof FILES)[number]['field'];

/** Boolean fields, which a form sends as text. */
const FLAGS: readonly string[] = ['is_active', 'is_mandatory'];

interface SaveSteps<D, T> {
  /** Checks that the product or version exists before any file is stored. */
  readonly before: () => Promise<unknown>;
  /** If it fails, the files are discarded. */
  readonly save: (input: D, files: VersionFiles) => Promise<T>;
}

/** Reads a version from JSON or, with files, from a form. Both follow the same validation rules. */
@Injectable()
export class VersionFormReader {
  private readonly validation = new RequestValidationPipe();

  constructor(private readonly files: StoredFilesService) {}

  async receive<D extends object, T>(request: FastifyRequest, type: Type<D>, steps: SaveSteps<D, T>): Promise<T> {
    if (!isForm(request)) {
      return steps.save(await this.valid(request.body, type), {});
    }
    const { fields, files } = await receiveForm<FileField, StoredFile>(request, FILES, {
      store: async (upload, field) => {
        await steps.before();
        return this.store(upload, field);
      },
      discard: (file) => this.files.discard(file),
    });
    try {
      const stored = { mainFile: files.get('main_file'), sqlFile: files.get('sql_file') };
      return await steps.save(await this.valid(withFlags(fields), type), stored);
    } catch (error) {
      for (const file of files.values()) {
        await this.files.discard(file);
      }
      throw error;
    }
  }

  private async store({ name, contentType, bytes }: Upload, field: FileField): Promise<StoredFile> {
    const file = await this.files.write(bytes, { name, contentType });
    if (file.size === 0) {
      await this.files.discard(file);
      throw problem('FIELD_EMPTY', { field });
    }
    return file;
  }

  private async valid<D extends object>(fields: unknown, type: Type<D>): Promise<D> {
    const input = await this.validation.transform(fields ?? {}, { type: 'body', metatype: type });
    if (!(input instanceof type)) {
      throw new Error(`Validation did not return a ${type.name}`);
    }
    return input;
  }
}

function withFlags(fields: FormValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, FLAGS.includes(name) ? flagIn(value) : value]),
  );
}
