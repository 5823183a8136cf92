import { BadRequestException } from '@nestjs/common';
import { InvalidInput } from '../errors/domain-error';

export const MAX_BODY_BYTES = 1024 * 1024;

const MAX_DEPTH = 32;
/** More than any request of ours has, and few enough that looking at each costs nothing. */
const MAX_FIELDS = 200;
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
  if (Object.keys(value).length > MAX_FIELDS) {
    throw new BadRequestException(`The body has more than ${MAX_FIELDS} fields`);
  }
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

/** Walks with a list of its own, not by recursion: depth is what an attacker chooses. */
function refuseUnstorable(root: object): void {
  let level = partsOf(root);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      throw new BadRequestException(`The body is nested deeper than ${MAX_DEPTH} levels`);
    }
    level = level.flatMap(([field, value]) => contentsOf(field, value));
  }
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
