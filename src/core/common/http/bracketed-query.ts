import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { METADATA_FILTER, RANGE_OPERATORS } from '../pagination/field-filters';

const BRACKETED = /^(\w+)\[(.*)\]$/s;

/** The fields of a class that have fields of their own: ranges and metadata. */
interface DeepFields {
  readonly ranges: ReadonlySet<string>;
  readonly metadata: ReadonlySet<string>;
}

const fieldsByClass = new WeakMap<Type, DeepFields>();

/**
 * A query with `created_at[lt]=…` as `{ created_at: { lt: … } }`, for the fields of its class that take it. Other names in
 * brackets stay as sent, so that they are refused by their full names.
 */
export function withNestedFields(query: Readonly<Record<string, unknown>>, type: Type): Record<string, unknown> {
  const nested: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(query)) {
    const [, field = '', key = ''] = BRACKETED.exec(name) ?? [];
    const parent = takes(type, field, key) ? (nested[field] ??= Object.create(null) as unknown) : undefined;
    // A field that is sent without brackets as well is refused by its rule.
    if (typeof parent === 'object' && parent !== null) {
      (parent as Record<string, unknown>)[key] = value;
    } else {
      nested[name] = value;
    }
  }
  return nested;
}

function takes(type: Type, field: string, key: string): boolean {
  const { ranges, metadata } = deepFieldsOf(type);
  return metadata.has(field) || (ranges.has(field) && Object.hasOwn(RANGE_OPERATORS, key));
}

function deepFieldsOf(type: Type): DeepFields {
  const known = fieldsByClass.get(type);
  if (known) {
    return known;
  }
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const fields = {
    ranges: new Set(rules.filter((rule) => rule.type === 'nestedValidation').map((rule) => rule.propertyName)),
    metadata: new Set(rules.filter((rule) => rule.name === METADATA_FILTER).map((rule) => rule.propertyName)),
  };
  fieldsByClass.set(type, fields);
  return fields;
}
