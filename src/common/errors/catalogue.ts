import { CODES } from './catalogue/codes';
import type { ErrorRow, MessageRow } from './catalogue/error-row';
import { MESSAGES } from './catalogue/messages';
import type { Params } from './problem';

/** All errors of the server by name. */
const CATALOGUE = { ...CODES, ...MESSAGES };

export type ErrorName = keyof typeof CATALOGUE;

type MessageOf<Name extends ErrorName> = (typeof CATALOGUE)[Name]['message'];

type ParametersIn<Message extends string> = Message extends `${string}{${infer Parameter}}${infer Rest}`
  ? Parameter | ParametersIn<Rest>
  : never;

/** The parameters of an error's message. */
export type ParametersOf<Name extends ErrorName> = ParametersIn<MessageOf<Name>>;

/** Errors whose messages have no parameters. */
export type PlainErrorName = { [Name in ErrorName]: ParametersOf<Name> extends never ? Name : never }[ErrorName];

/** A row of the catalogue, with what it has of the row of its code. */
export interface CatalogueRow extends Omit<ErrorRow, 'code' | 'reason'> {
  /** The row is one of several sentences of its code. */
  readonly isVariant: boolean;
  readonly code: string;
  readonly reason: string;
}

const ROWS = Object.fromEntries(
  Object.entries<ErrorRow | MessageRow<keyof typeof CODES>>(CATALOGUE).map(([name, row]) => [
    name,
    complete(name, row),
  ]),
) as Readonly<Record<ErrorName, CatalogueRow>>;

export const ERROR_NAMES = Object.keys(CATALOGUE) as ErrorName[];

export function rowOf(name: ErrorName): CatalogueRow {
  return ROWS[name];
}

export function isErrorName(name: string): name is ErrorName {
  return Object.hasOwn(ROWS, name);
}

/** Replaces the parameters in braces. */
export function withParameters(message: string, values: Params): string {
  return message.replace(PARAMETER, (text, name: string) => String(values[name] ?? text));
}

export function parametersOf(message: string): string[] {
  return Array.from(message.matchAll(PARAMETER), ([, name = '']) => name);
}

function complete(name: string, row: ErrorRow | MessageRow<keyof typeof CODES>): CatalogueRow {
  if ('of' in row) {
    const { kind, code } = complete(row.of, CODES[row.of]);
    return { ...row, kind: row.kind ?? kind, code, reason: reasonOf({ kind, ...row }), isVariant: true };
  }
  return { ...row, code: row.code ?? name, reason: reasonOf(row), isVariant: false };
}

function reasonOf({ kind, reason }: Pick<ErrorRow, 'kind' | 'reason'>): string {
  return reason ?? (kind === 'not-found' ? 'unknown' : 'invalid');
}

const PARAMETER = /\{(\w+)\}/g;
