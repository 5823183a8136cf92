import { BadRequestException } from '@nestjs/common';
import { InvalidInput } from '../errors/domain-error';

const MAX_DEPTH = 32;
/** Of any one object. What copies and checks objects takes time with the square of this number. */
export const MAX_FIELDS = 1_000;
/** Of a whole body. More than the longest lists that a request may have together. */
const MAX_VALUES = 50_000;
/** Names are repeated in what is told of a request that is not valid. */
const MAX_NAME_LENGTH = 256;
/** Names that make a plain object something else to the code that copies it. */
const UNSAFE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * A JSON request body as an object. Nothing, white space and `[]` (an empty PHP array) mean an object without fields.
 * What PostgreSQL could not store — NUL, half a surrogate pair — is refused here, once for all routes.
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

/** The same object, once it is known to hold nothing that hurts: however it was written, every body goes through here. */
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

/** A value with the field of the body that it belongs to. */
type Part = readonly [field: string, value: unknown];

/** Walks with a list of its own, not by recursion: depth is what an attacker chooses. Each level is counted before it is looked at. */
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

/** Whether PostgreSQL takes it for a text: no NUL, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/[\ud800-\udfff]/u.test(text);
}
