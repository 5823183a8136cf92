import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CSV_FIELD, currentRequest, receiveForm } from '../../core/common';
import { type StoredFile, StoredFilesService } from '../../core/platform';
import { asFormError } from '../kit/form-input';
import { texts } from '../../core/i18n';
import { refusedField } from '../kit/form-state';

export const MAX_IMPORT_BYTES = 20_000_000;

export interface KeptFile {
  readonly id: number;
  readonly name: string;
  readonly stored: StoredFile;
  /** Streams the file from its beginning. */
  readonly read: () => AsyncIterable<Buffer>;
}

export interface CheckedFile {
  readonly id: number;
  readonly name: string;
  readonly bytes: Buffer;
}

/** Keeps files between the steps of an import, for the user who has uploaded them. */
@Injectable()
export class ImportFilesService {
  readonly maxBytes: number = MAX_IMPORT_BYTES;

  constructor(private readonly files: StoredFilesService) {}

  /** Reads the form of the first step and returns the id of its file. */
  async receive(request: FastifyRequest): Promise<number> {
    const { files } = await asFormError(
      receiveForm(request, [{ field: CSV_FIELD, maxBytes: this.maxBytes }], {
        store: ({ name, contentType, bytes }) => this.files.write(bytes, { name, contentType }),
        discard: (file: StoredFile) => this.files.discard(file),
      }),
    );
    const file = files.get(CSV_FIELD);
    if (!file) {
      throw refusedField(CSV_FIELD, texts('import').chooseFile);
    }
    return this.keep(file);
  }

  /** Keeps a stored file for the user, and returns its id. */
  async keep(file: StoredFile): Promise<number> {
    await this.files.keep(file, ownerOfFiles());
    return file.id;
  }

  /** Undefined if the file is no longer kept, or is kept for somebody else. */
  async find(id: string): Promise<KeptFile | undefined> {
    const file = /^\d{1,15}$/.test(id) ? await this.files.findKept(Number(id), ownerOfFiles()) : null;
    return file ? { id: file.id, name: file.name, stored: file, read: () => this.files.read(file) } : undefined;
  }

  /** With its content. */
  async open(id: string): Promise<CheckedFile | undefined> {
    const file = await this.find(id);
    if (!file) {
      return undefined;
    }
    const pieces: Buffer[] = [];
    for await (const piece of file.read()) {
      pieces.push(piece);
    }
    return { id: file.id, name: file.name, bytes: Buffer.concat(pieces) };
  }
}

function ownerOfFiles(): string {
  const actor = currentRequest()?.actor;
  if (!actor) {
    throw new Error('Nobody is signed in');
  }
  return `${actor.type}:${actor.id}`;
}
