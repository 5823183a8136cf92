/** An answer to a request of a program. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** `same`, or the first in which the answers differ: the status, the names and types of fields, or their values. */
export const AGREEMENTS = ['same', 'status', 'shape', 'values'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

export interface Comparison {
  readonly agreement: Agreement;
  /** Fields that differ, such as `license.expires_at`; `-` before one that only the old server has, `+` before one that it does not have. */
  readonly fields: readonly string[];
}

/** Fields, by their whole names, that differ between two servers of the same state. */
export interface VaryingFields {
  /** Names that are not compared, nor the fields below them. */
  readonly ignoredFields?: RegExp | undefined;
  /** Only the type is compared, and whether they are empty. */
  readonly opaqueFields?: RegExp | undefined;
}

const MOST_FIELDS = 20;
const MOST_VALUES = 2_000;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
/** A date that limits a license is a part of the verdict; others are of the moment of the request. */
const LIMITING = /expir|valid|until|support|end/i;
const DATED = /(?:date|time|_at|At|stamp|seen|beat)$/;
const ID = /(?:^|_|-)u?u?ids?$|Id$|ID$/;
/** License files are encrypted with a vector of their own. */
const OPAQUE =
  /token|signature|nonce|ticket|request_?id|session|certificate|^(?:license_data|license_file|lic_response|license_response)$/i;

/** Compares two answers. IDs, moments and tokens of two servers differ always: only their types are compared. */
export function compareAnswers(theirs: Answer, ours: Answer, varying: VaryingFields = {}): Comparison {
  const [left, right] = [parsed(theirs.body), parsed(ours.body)];
  const found = new Differences(varying);
  found.compare('', left, right);
  const { shape, values } = found;
  if (theirs.status !== ours.status) {
    return { agreement: 'status', fields: cut([...shape, ...values]) };
  }
  if (shape.length > 0) {
    return { agreement: 'shape', fields: cut([...shape, ...values]) };
  }
  return { agreement: values.length > 0 ? 'values' : 'same', fields: cut(values) };
}

class Differences {
  readonly shape: string[] = [];
  readonly values: string[] = [];
  private compared = 0;

  constructor(private readonly varying: VaryingFields) {}

  compare(path: string, theirs: unknown, ours: unknown): void {
    this.compared += 1;
    if (this.compared > MOST_VALUES || theirs === ours) {
      return;
    }
    if (Array.isArray(theirs) && Array.isArray(ours)) {
      this.compareLists(path, theirs, ours);
    } else if (isObject(theirs) && isObject(ours)) {
      this.compareObjects(path, theirs, ours);
    } else if (theirs !== null && ours !== null && kindOf(theirs) !== kindOf(ours)) {
      this.shape.push(path);
    } else if (!areAlike(path, theirs, ours) && !this.isOpaque(path, theirs, ours)) {
      this.values.push(path);
    }
  }

  private isOpaque(path: string, theirs: unknown, ours: unknown): boolean {
    return this.varying.opaqueFields?.test(path) === true && Boolean(theirs) === Boolean(ours);
  }

  private compareLists(path: string, theirs: readonly unknown[], ours: readonly unknown[]): void {
    if (theirs.length !== ours.length) {
      this.values.push(`${path}.length`);
    }
    theirs.slice(0, ours.length).forEach((value, index) => this.compare(`${path}.${index}`, value, ours[index]));
  }

  private compareObjects(path: string, theirs: Record<string, unknown>, ours: Record<string, unknown>): void {
    for (const name of Object.keys({ ...theirs, ...ours })) {
      const inner = path === '' ? name : `${path}.${name}`;
      if (this.varying.ignoredFields?.test(inner)) {
        continue;
      }
      if (!Object.hasOwn(ours, name)) {
        this.shape.push(`-${inner}`);
      } else if (!Object.hasOwn(theirs, name)) {
        this.shape.push(`+${inner}`);
      } else {
        this.compare(inner, theirs[name], ours[name]);
      }
    }
  }
}

/** Whether values that differ mean the same. */
function areAlike(path: string, theirs: unknown, ours: unknown): boolean {
  if (theirs === null || ours === null) {
    return false;
  }
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (ID.test(name) || OPAQUE.test(name)) {
    return true;
  }
  if (typeof theirs === 'number' && DATED.test(name) && !LIMITING.test(name)) {
    return true;
  }
  return typeof theirs === 'string' && typeof ours === 'string' && areAlikeDates(name, theirs, ours);
}

function areAlikeDates(name: string, theirs: string, ours: string): boolean {
  if (!DATE.test(theirs) || !DATE.test(ours) || theirs.length !== ours.length) {
    return false;
  }
  return !LIMITING.test(name) || theirs.slice(0, 10) === ours.slice(0, 10);
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body.trim();
  }
}

function cut(fields: readonly string[]): string[] {
  return fields.slice(0, MOST_FIELDS);
}
