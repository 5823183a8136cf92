import { BadRequestException } from '@nestjs/common';
import { InvalidInput } from '../errors/domain-error';

const MAX_DEPTH = 32;
/** Per object. Validation time grows with the square of this number. */
export const MAX_FIELDS = 1_000;
/** Per body. More than the longest lists of a request have together. */
const MAX_VALUES = 50_000;
/** Error messages repeat field names. */
const MAX_NAME_LENGTH = 256;
/** Names that would change the prototype of a copied object. */
const UNSAFE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses a JSON body. An empty body, white space and `[]` (an empty PHP array) give an empty object. Texts that PostgreSQL
 * cannot store (NUL, incomplete surrogate pairs) are rejected here for all routes.
 */
export function readJsonBody(bytes: Buffer): object {
  const text = utf8(bytes);
  const value: unknown = text.trim() === '' ? {} : JSON.parse(text);
  if (Array.isArray(value) && value.length === 0) {
    return {};
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequestException('The body must be a JSON object');
  }
  return storable(value);
}

/** Validates the values of a body of any format, and returns it. */
export function storable<T extends object>(value: T): T {
  refuseUnstorable(value);
  return value;
}

export function utf8(bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new BadRequestException('The body is not valid UTF-8');
  }
}

/** A value with the name of its top-level field. */
type Part = readonly [field: string, value: unknown];

/** Iterative, because the client chooses the depth. Each level is counted before it is examined. */
function refuseUnstorable(root: object): void {
  let values = sizeOf('The body', root);
  let level = partsOf(root);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      throw new BadRequestException(`The body is nested deeper than ${MAX_DEPTH} levels`);
    }
    values += level.reduce((sum, [field, value]) => sum + sizeOf(field, value), 0);
    if (values > MAX_VALUES) {
      throw new BadRequestException(`The body has more than ${MAX_VALUES} values`);
    }
    level = level.flatMap(([field, value]) => contentsOf(field, value));
  }
}

function sizeOf(field: string, value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  if (Array.isArray(value)) {
    return value.length;
  }
  const { length } = Object.keys(value);
  if (length > MAX_FIELDS) {
    throw new BadRequestException(`${field} has more than ${MAX_FIELDS} fields`);
  }
  return length;
}

function contentsOf(field: string, value: unknown): Part[] {
  if (typeof value === 'string') {
    refuseUnstorableText(field, value);
    return [];
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new BadRequestException('A number is too large');
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Array.isArray(value) ? value.map((item) => [field, item]) : partsOf(value, field);
}

function partsOf(object: object, field?: string): Part[] {
  return Object.entries(object).map(([name, value]) => {
    refuseBadName(name);
    return [field ?? name, value];
  });
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
    throw new InvalidInput(field, `${field} may not contain NUL characters or incomplete Unicode`, 'format_invalid');
  }
}

/** Whether PostgreSQL can store the text: it has no NUL and no incomplete surrogate pairs. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/[\ud800-\udfff]/u.test(text);
}
