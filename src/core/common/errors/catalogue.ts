import { declarationsOf } from '../declarations/declarations';
import { CODES } from './catalogue/codes';
import type { ErrorRow, MessageRow } from './catalogue/error-row';
import { MESSAGES } from './catalogue/messages';
import type { Params } from './problem';

/** The rows that modules declare. A module adds those of its `*.error-codes.ts` there. */
export interface ModuleErrors {}

/** All errors of the server by name. */
type Catalogue = typeof CODES & typeof MESSAGES & ModuleErrors;

export type ErrorName = keyof Catalogue;

type MessageOf<Name extends ErrorName> = Catalogue[Name]['message'];

type ParametersIn<Message extends string> = Message extends `${string}{${infer Parameter}}${infer Rest}`
  ? Parameter | ParametersIn<Rest>
  : never;

/** The parameters of an error's message. */
export type ParametersOf<Name extends ErrorName> = ParametersIn<MessageOf<Name>>;

/** Errors whose messages have no parameters. */
export type PlainErrorName = { [Name in ErrorName]: ParametersOf<Name> extends never ? Name : never }[ErrorName];

type AnyRow = ErrorRow | MessageRow<string>;

/** The content of a `*.error-codes.ts`: errors of a module, by name. */
export type ErrorRows = Readonly<Record<string, AnyRow>>;

/** A row of the catalogue, with what it has of the row of its code. */
export interface CatalogueRow extends Omit<ErrorRow, 'code' | 'reason'> {
  /** The row is one of several sentences of its code. */
  readonly isVariant: boolean;
  readonly code: string;
  readonly reason: string;
}

const CATALOGUE = [CODES, MESSAGES, ...declarationsOf<ErrorRows>('error-codes')].flatMap(
  (rows) => Object.entries<AnyRow>(rows) as [ErrorName, AnyRow][],
);

const DECLARED: ReadonlyMap<string, AnyRow> = new Map(CATALOGUE);

const ROWS = Object.fromEntries(CATALOGUE.map(([name, row]) => [name, complete(name, row)])) as Readonly<
  Record<ErrorName, CatalogueRow>
>;

export const ERROR_NAMES: readonly ErrorName[] = CATALOGUE.map(([name]) => name);

/** Status, message and remedy of an error in the catalogue. */
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

function declared(name: string): AnyRow {
  const row = DECLARED.get(name);
  if (!row) {
    throw new Error(`No error is named ${name}`);
  }
  return row;
}

function complete(name: string, row: AnyRow): CatalogueRow {
  if ('of' in row) {
    const { kind, code } = complete(row.of, declared(row.of));
    return { ...row, kind: row.kind ?? kind, code, reason: reasonOf({ kind, ...row }), isVariant: true };
  }
  return { ...row, code: row.code ?? name, reason: reasonOf(row), isVariant: false };
}

function reasonOf({ kind, reason }: Pick<ErrorRow, 'kind' | 'reason'>): string {
  return reason ?? (kind === 'not-found' ? 'unknown' : 'invalid');
}

const PARAMETER = /\{(\w+)\}/g;
