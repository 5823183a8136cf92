import { createHash, type Hash } from 'node:crypto';
import { isStorable } from './json-body';
import { FormFields, type FormValues } from './form-fields';
import { type FilePart, type TextPart } from './form-parts';
import { problem } from '../errors/domain-error';

/** A file that is being received. */
export interface Upload {
  /** Name without folders; the field name if the file has none. */
  readonly name: string;
  readonly contentType: string;
  /** Must be read once and completely. */
  readonly bytes: AsyncIterable<Buffer>;
}

export interface FileRules<F extends string> {
  /** Name of the form field. */
  readonly field: F;
  readonly maxBytes: number;
}

/** Stores the files of a form, and discards those of an invalid form. */
export interface FileKeeper<F extends string, T> {
  store(upload: Upload, field: F): Promise<T>;
  discard(stored: T): Promise<void>;
}

const MEDIA_TYPE = /^[\w.+-]{1,127}\/[\w.+-]{1,127}$/;
const UNKNOWN_TYPE = 'application/octet-stream';
const MAX_NAME_LENGTH = 255;

/** The state of a form that is being received. */
export class IncomingForm<F extends string, T> {
  private readonly stored = new Map<F, T>();
  private readonly hashes = new Map<F, Hash>();
  private readonly texts: FormFields;

  /** @param maxBytes limit of all texts together */
  constructor(
    private readonly rules: readonly FileRules<F>[],
    private readonly keeper: FileKeeper<F, T>,
    maxBytes: number,
    private readonly options: { readonly ignoresTexts?: boolean; readonly hasDigests?: boolean } = {},
  ) {
    this.texts = new FormFields(maxBytes);
  }

  get files(): ReadonlyMap<F, T> {
    return this.stored;
  }

  fields(): FormValues {
    return this.texts.toObject();
  }

  /** SHA-256 of the name and the bytes of each file, by field. */
  digests(): FormValues {
    return Object.fromEntries([...this.hashes].map(([field, hash]) => [field, hash.digest('base64url')]));
  }

  async take(part: TextPart | FilePart): Promise<void> {
    if (part.type === 'file') {
      await this.takeFile(part);
    } else {
      this.takeText(part);
    }
  }

  async discard(): Promise<void> {
    for (const stored of this.stored.values()) {
      await this.keeper.discard(stored);
    }
  }

  private takeText({ name, text }: TextPart): void {
    const isFileField = this.rules.some(({ field }) => field === name);
    if (isFileField && text !== '') {
      throw problem('FILE_WITHOUT_NAME', { field: name });
    }
    // Some clients send an empty text instead of no file.
    if (!isFileField && !this.options.ignoresTexts) {
      this.texts.add(name, text);
    }
  }

  private async takeFile({ name: field, fileName, contentType, bytes }: FilePart): Promise<void> {
    const first = await bytes.next();
    // Browsers send an empty file input this way.
    if (first.done && fileName === '') {
      return;
    }
    const rule = this.ruleFor(field);
    const name = storableName(fileName || field, field);
    const hash = this.options.hasDigests ? createHash('sha256').update(`${name}\n`) : undefined;
    const content = new Content(first.done ? [] : [first.value], bytes, rule, hash);
    const type = MEDIA_TYPE.test(contentType) ? contentType : UNKNOWN_TYPE;
    this.stored.set(rule.field, await this.keeper.store({ name, contentType: type, bytes: content }, rule.field));
    if (!content.isRead) {
      throw new Error(`The file in "${field}" was not read to its end`);
    }
    if (hash) {
      this.hashes.set(rule.field, hash);
    }
  }

  private ruleFor(name: string): FileRules<F> {
    const rule = this.rules.find(({ field }) => field === name);
    if (!rule) {
      throw problem('FILE_IN_OTHER_FIELD', { field: name });
    }
    if (this.stored.has(rule.field)) {
      throw problem('FILE_REPEATED', { field: name });
    }
    return rule;
  }
}

/** The bytes of a file, with a size limit. */
class Content implements AsyncIterable<Buffer> {
  isRead = false;

  constructor(
    private readonly start: readonly Buffer[],
    private readonly rest: AsyncIterable<Buffer>,
    private readonly rules: FileRules<string>,
    private readonly hash?: Hash,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    let size = 0;
    for (const bytes of this.start) {
      size = this.addSize(size, bytes);
      this.hash?.update(bytes);
      yield bytes;
    }
    for await (const bytes of this.rest) {
      size = this.addSize(size, bytes);
      this.hash?.update(bytes);
      yield bytes;
    }
    this.isRead = true;
  }

  private addSize(size: number, { length }: Buffer): number {
    const { field, maxBytes } = this.rules;
    if (size + length > maxBytes) {
      throw problem('FILE_LARGER_THAN', { field, bytes: maxBytes });
    }
    return size + length;
  }
}

function storableName(name: string, field: string): string {
  if (name.length > MAX_NAME_LENGTH || !isStorable(name)) {
    throw problem('FILE_NAME_TOO_LONG', { field, max: MAX_NAME_LENGTH });
  }
  return name;
}
