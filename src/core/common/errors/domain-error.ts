import { type ErrorName, type ParametersOf, type PlainErrorName, rowOf, withParameters } from './catalogue';
import type { FieldProblem, Params, Problem, ProblemKind, ReachedLimit, Waiting } from './problem';

/** The context of an error, besides the parameters of its message. */
interface ErrorContext {
  /** The request field that it is about. */
  readonly field?: string;
  /** The rejected items of the field, or the id of the record that has its value. */
  readonly ids?: readonly (string | number)[];
  /** Replaces the field problem that consists of the message itself. */
  readonly fields?: readonly FieldProblem[];
  readonly retryAfter?: number;
  readonly reached?: ReachedLimit;
  readonly waiting?: Waiting;
  readonly cause?: unknown;
}

/** The parameters of the message, and the context. */
export type Details<Name extends ErrorName> = ErrorContext & Readonly<Record<ParametersOf<Name>, string | number>>;

type Arguments<Name extends ErrorName> = Name extends PlainErrorName
  ? [details?: Details<Name>]
  : [details: Details<Name>];

/** An error of the catalogue. Each dialect maps it to an HTTP status. */
export class DomainError extends Error implements Problem {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly params?: Params;
  readonly fields?: readonly FieldProblem[];
  readonly retryAfter?: number;
  readonly reached?: ReachedLimit;
  readonly waiting?: Waiting;
  /** The transaction is committed anyway, because it contains the record of the failure. */
  readonly isRecorded: boolean;

  constructor(
    readonly rule: ErrorName,
    details: ErrorContext = {},
  ) {
    const row = rowOf(rule);
    const { field = row.field } = details;
    const params = paramsIn(details);
    super(withParameters(row.message, params), details);
    this.name = new.target.name;
    this.code = row.code;
    this.kind = row.kind;
    this.params = params;
    this.fields = details.fields ?? (field === undefined ? undefined : [problemOfField(rule, { ...details, field })]);
    this.retryAfter = details.retryAfter ?? row.retryAfter;
    this.reached = details.reached;
    this.waiting = details.waiting;
    this.isRecorded = row.isRecorded ?? false;
  }
}

/** An error of the catalogue, to be thrown. */
export function problem<Name extends ErrorName>(name: Name, ...[details]: Arguments<Name>): DomainError {
  return new DomainError(name, details);
}

/** A problem of one field, for errors and reports that list several. */
export function fieldProblem<Name extends ErrorName>(
  name: Name,
  details: Details<Name> & { readonly field: string },
): FieldProblem {
  return problemOfField(name, details);
}

/** Whether something thrown is one of these errors of the catalogue. */
export function isProblem(error: unknown, ...names: readonly ErrorName[]): error is DomainError {
  return error instanceof DomainError && names.includes(error.rule);
}

/** Looks up a row that a field names; if it is not found, the error names the field. */
export async function referenced<T>(field: string, lookup: Promise<T>): Promise<T> {
  try {
    return await lookup;
  } catch (error) {
    const isNameless = error instanceof DomainError && error.kind === 'not-found' && !error.fields;
    throw isNameless ? new DomainError(error.rule, { ...error.params, field }) : error;
  }
}

function problemOfField(rule: ErrorName, details: ErrorContext & { readonly field: string }): FieldProblem {
  const { message, reason } = rowOf(rule);
  const { field, ids } = details;
  const params = paramsIn(details);
  return { field, reason, message: withParameters(message, params), rule, params, ...(ids && { ids }) };
}

function paramsIn(details: ErrorContext): Params {
  const values = Object.entries(details).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(values.filter(([name]) => name !== 'retryAfter'));
}
