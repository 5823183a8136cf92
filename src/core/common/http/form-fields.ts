import { BadRequestException, PayloadTooLargeException } from '@nestjs/common';
import { type DomainError, problem } from '../errors/domain-error';
import { MAX_FIELDS, storable, utf8 } from './json-body';

/** Form values: texts, or lists of texts for names that end in brackets. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export const URL_ENCODED = /^application\/x-www-form-urlencoded/i;

/** A list in PHP notation: `ips[]` or `ips[0]`. */
const LIST = /^([^[\]]+)\[\d{0,4}\]$/;

/** Collects the text fields of a form, with the limits of a JSON body. */
export class FormFields {
  private readonly values = new Map<string, string | string[]>();
  private bytes = 0;
  private count = 0;

  constructor(private readonly maxBytes: number) {}

  add(name: string, text: string): void {
    this.bytes += Buffer.byteLength(name) + Buffer.byteLength(text);
    if (this.bytes > this.maxBytes) {
      throw new PayloadTooLargeException(`The fields of a form may have at most ${this.maxBytes} bytes`);
    }
    this.count += 1;
    if (this.count > MAX_FIELDS) {
      throw new BadRequestException(`The form has more than ${MAX_FIELDS} fields`);
    }
    const [, list] = LIST.exec(name) ?? [];
    if (list === undefined) {
      this.addText(name, text);
    } else {
      this.addToList(list, text);
    }
  }

  toObject(): FormValues {
    return storable(Object.fromEntries(this.values));
  }

  private addText(name: string, text: string): void {
    if (this.values.has(name)) {
      throw repeated(name);
    }
    this.values.set(name, text);
  }

  private addToList(name: string, text: string): void {
    const known = this.values.get(name);
    if (typeof known === 'string') {
      throw repeated(name);
    }
    if (known) {
      known.push(text);
    } else {
      this.values.set(name, [text]);
    }
  }
}

function repeated(name: string): DomainError {
  return problem('FIELD_REPEATED', { field: name });
}

/** Parses an application/x-www-form-urlencoded body. */
export function readUrlEncoded(bytes: Buffer): FormValues {
  const fields = new FormFields(bytes.length);
  for (const pair of utf8(bytes).split('&')) {
    if (pair !== '') {
      const [, name = '', text = ''] = /^([^=]*)=?([^]*)$/.exec(pair) ?? [];
      fields.add(decoded(name), decoded(text));
    }
  }
  return fields.toObject();
}

/** Keeps a `%` without a valid escape, like browsers. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ').replace(/%(?![\da-f]{2})/gi, '%25'));
  } catch {
    throw new BadRequestException('The body is not valid UTF-8');
  }
}
