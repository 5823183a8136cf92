import { BadRequestException } from '@nestjs/common';
import { DomainError, problem } from '../errors/domain-error';

const MAX_DEPTH = 32;
/** Per object. Validation time grows with the square of this number. */
export const MAX_FIELDS = 1_000;
/** Largest number of values of a body, which is more than the longest lists of a request have together. */
export const MAX_VALUES = 50_000;
/** Per body of a request without a known credential. */
export const MAX_OPEN_VALUES = 2_000;
/** Error messages repeat field names. */
const MAX_NAME_LENGTH = 256;
/** Names that would change the prototype of a copied object. */
const UNSAFE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses a JSON body. An empty body, white space and `[]` (an empty PHP array) give an empty object. Texts that PostgreSQL
 * cannot store (NUL, incomplete surrogate pairs) are rejected here for all routes.
 */
export function readJsonBody(bytes: Buffer, maxValues = MAX_VALUES, options?: BodyOptions): object {
  const text = utf8(bytes);
  const value: unknown = text.trim() === '' ? {} : JSON.parse(text);
  if (Array.isArray(value) && value.length === 0) {
    return {};
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequestException('The body must be a JSON object');
  }
  return storable(value, maxValues, options);
}

export interface BodyOptions {
  /** Refuses whole numbers that JSON.parse has rounded. */
  readonly isExact?: boolean;
}

/** Validates the values of a body of any format, and returns it. */
export function storable<T extends object>(value: T, maxValues = MAX_VALUES, options: BodyOptions = {}): T {
  new BodyCheck(maxValues, options).check(value);
  return value;
}

/** Whether the values of a body that was verified in another way are within the bounds that `storable` checks. */
export function isWithinBounds(value: object, maxValues: number): boolean {
  try {
    storable(value, maxValues);
    return true;
  } catch (error) {
    if (error instanceof BadRequestException || error instanceof DomainError) {
      return false;
    }
    throw error;
  }
}

export function utf8(bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new BadRequestException('The body is not valid UTF-8');
  }
}

/** Examines a body level by level, not recursively: the client chooses the depth. Contents are counted before they are examined. */
class BodyCheck {
  private values = 0;
  /** Depth of the values in `level`. */
  private depth = 1;
  /** The objects and lists of one level; for each, the name of its top-level field. */
  private level: object[] = [];
  private fields: string[] = [];

  constructor(
    private readonly maxValues: number,
    private readonly options: BodyOptions,
  ) {}

  check(root: object): void {
    this.checkObject(root);
    while (this.level.length > 0) {
      this.depth += 1;
      const { level, fields } = this;
      this.level = [];
      this.fields = [];
      for (let index = 0; index < level.length; index++) {
        this.checkContents(level[index] ?? [], fields[index] ?? '');
      }
    }
  }

  private checkContents(value: object, field: string): void {
    if (!Array.isArray(value)) {
      this.checkObject(value, field);
      return;
    }
    this.count(value.length);
    for (const item of value as unknown[]) {
      this.checkValue(field, item);
    }
  }

  /** @param field left out for the body itself */
  private checkObject(object: object, field?: string): void {
    const names = Object.keys(object);
    if (names.length > MAX_FIELDS) {
      throw new BadRequestException(`${field ?? 'The body'} has more than ${MAX_FIELDS} fields`);
    }
    this.count(names.length);
    for (const name of names) {
      refuseBadName(name);
      this.checkValue(field ?? name, (object as Readonly<Record<string, unknown>>)[name]);
    }
  }

  private count(values: number): void {
    if (values > 0 && this.depth > MAX_DEPTH) {
      throw new BadRequestException(`The body is nested deeper than ${MAX_DEPTH} levels`);
    }
    this.values += values;
    if (this.values > this.maxValues) {
      throw new BadRequestException(`The body has more than ${this.maxValues} values`);
    }
  }

  private checkValue(field: string, value: unknown): void {
    if (typeof value === 'string') {
      refuseUnstorableText(field, value);
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) {
        throw new BadRequestException('A number is too large');
      }
      if (this.options.isExact && Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw problem('FIELD_NUMBER_INEXACT', { field });
      }
    } else if (typeof value === 'object' && value !== null) {
      this.level.push(value);
      this.fields.push(field);
    }
  }
}

function refuseBadName(name: string): void {
  if (name.length > MAX_NAME_LENGTH) {
    throw new BadRequestException(`The name of a field may have at most ${MAX_NAME_LENGTH} characters`);
  }
  if (UNSAFE_NAMES.has(name)) {
    throw new BadRequestException(`A field may not be called ${name}`);
  }
  if (!isStorable(name)) {
    throw new BadRequestException('The name of a field may not contain NUL characters or incomplete Unicode');
  }
}

function refuseUnstorableText(field: string, text: string): void {
  if (!isStorable(text)) {
    throw problem('FIELD_NOT_STORABLE', { field });
  }
}

/** Whether PostgreSQL can store the text: it has no NUL and no incomplete surrogate pairs. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/[\ud800-\udfff]/u.test(text);
}
