import { fileText } from './file-text';
import { recordIn } from './record-in';
import { UnreadableFile } from './unreadable-file';

/** Characters of a page. */
const MAX_PAGE = 4 * 1024 ** 2;
const SHOWN = 200;
/** Characters that decide where a page ends. */
const MARKS = /["\\{}]/g;

/** A resource of an API with JSON:API pages; its fields are checked when they are read. */
export interface ApiResource {
  readonly type: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships: Readonly<Record<string, unknown>>;
  /** Address of the page. */
  readonly page: string | null;
}

/**
 * Reads the resources of a file with JSON:API pages, one after the other.
 * @throws UnreadableFile
 */
export async function* apiResources(file: AsyncIterable<Buffer>): AsyncGenerator<ApiResource[]> {
  const reader = new DocumentReader();
  for await (const text of fileText(file, { isStrict: true })) {
    yield reader.add(text).flatMap(resourcesIn);
  }
  reader.end();
}

/** Splits a text into JSON objects. */
class DocumentReader {
  private text = '';
  /** Up to where the text was looked at. */
  private at = 0;
  private depth = 0;
  private isInString = false;

  /** Returns the objects that are complete. */
  add(text: string): string[] {
    this.text += text;
    const documents: string[] = [];
    for (let start = 0; ;) {
      const end = this.findEnd();
      if (end === undefined) {
        this.text = this.text.slice(start);
        this.at -= start;
        break;
      }
      documents.push(this.text.slice(start, end));
      start = end;
    }
    if (this.text.length > MAX_PAGE) {
      throw new UnreadableFile('row_too_large', `A page is larger than ${MAX_PAGE / 1024 ** 2} MiB`);
    }
    return documents;
  }

  end(): void {
    if (this.depth > 0 || this.text.trim() !== '') {
      throw new UnreadableFile('file_truncated', 'The file ends within a page');
    }
  }

  /** The place after the next object; undefined if it is not complete. */
  private findEnd(): number | undefined {
    MARKS.lastIndex = this.at;
    for (let mark = MARKS.exec(this.text); mark; mark = MARKS.exec(this.text)) {
      const character = mark[0];
      if (character === '\\') {
        if (mark.index + 1 >= this.text.length) {
          this.at = mark.index;
          return undefined;
        }
        MARKS.lastIndex = mark.index + 2;
      } else if (character === '"') {
        this.isInString = !this.isInString;
      } else if (!this.isInString) {
        this.depth += character === '{' ? 1 : -1;
        if (this.depth <= 0) {
          this.depth = 0;
          this.at = mark.index + 1;
          return this.at;
        }
      }
    }
    this.at = this.text.length;
    return undefined;
  }
}

function resourcesIn(document: string): ApiResource[] {
  const page = recordIn(parsed(document));
  const { data, errors } = page ?? {};
  const first = Array.isArray(errors) ? recordIn(errors[0]) : undefined;
  if (first) {
    const text = [first.title, first.detail].filter((part) => typeof part === 'string').join(': ');
    throw new UnreadableFile('wrong_file', `The API refused a page: ${text.slice(0, SHOWN)}`);
  }
  if (!Array.isArray(data)) {
    throw new UnreadableFile('wrong_file', `This is no page of the API: ${document.trim().slice(0, SHOWN)}`);
  }
  const address = textOf(recordIn(page?.links)?.self);
  return data.flatMap((one) => resourceIn(recordIn(one), address));
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    throw new UnreadableFile('wrong_file', `This is no JSON: ${document.trim().slice(0, SHOWN)}`);
  }
}

function resourceIn(found: Record<string, unknown> | undefined, page: string | null): ApiResource[] {
  const type = textOf(found?.type);
  const id = textOf(found?.id);
  return type === null || id === null
    ? []
    : [
        {
          type,
          id,
          attributes: recordIn(found?.attributes) ?? {},
          relationships: recordIn(found?.relationships) ?? {},
          page,
        },
      ];
}

/** The id of a related resource. */
export function relatedId({ relationships }: ApiResource, name: string): string | null {
  return textOf(recordIn(recordIn(relationships[name])?.data)?.id);
}

/** A text or a number as text; null without either. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}
