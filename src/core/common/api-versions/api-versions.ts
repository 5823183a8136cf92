import type { FieldProblem, Problem } from '../errors/problem';
import type { Fields, Rewrite, VersionChange } from './version-change';

/** A dated version of the native API. */
export interface ApiVersion {
  /** `YYYY-MM-DD`, sent as `Keyward-Version`. */
  readonly date: string;
  /** Start of its deprecation: new programs should not use it. */
  readonly deprecatedAt?: Date;
  /** When it may stop working. */
  readonly sunsetAt?: Date;
  /** Differences from the version before it. */
  readonly changes: readonly VersionChange[];
}

/** Serves requests of an older version by the handler of an operation, which knows the newest one. */
export interface OperationMigration {
  request(body: Fields): Fields;
  answer(body: Fields): Fields;
  /** The problem with the names that fields have in the older version. */
  problem(found: Problem): Problem;
}

type Names = ReadonlyMap<string, string>;

/** The dated versions of an API. An operation that differs in no later version has no migration: its requests cost nothing. */
export class ApiVersions {
  readonly dates: readonly string[];
  readonly newest: string;
  readonly oldest: string;
  private readonly operations = new Map<string, ReadonlyMap<string, OperationMigration>>();
  private readonly headers = new Map<string, Readonly<Record<string, string>>>();
  private readonly headerLists = new Map<string, readonly string[]>();

  /** @param versions oldest first, at least one */
  constructor(readonly versions: readonly ApiVersion[]) {
    this.dates = versions.map(({ date }) => date);
    const [oldest, newest] = [versions.at(0), versions.at(-1)];
    if (!oldest || !newest) {
      throw new Error('An API has at least one version');
    }
    this.oldest = oldest.date;
    this.newest = newest.date;
    for (const version of versions) {
      const headers = headersOf(version);
      this.headers.set(version.date, headers);
      this.headerLists.set(version.date, Object.entries(headers).flat());
      this.operations.set(version.date, migrationsOf(this.changesAfter(version.date)));
    }
  }

  /** The date, if it is that of a version. */
  known(date: unknown): string | undefined {
    return typeof date === 'string' && this.headers.has(date) ? date : undefined;
  }

  /** The later versions with their changes, newest first: what a caller of the given one notices when it moves on. */
  changesAfter(date: string): VersionChange[] {
    return this.versions
      .filter((version) => version.date > date)
      .reverse()
      .flatMap(({ changes }) => changes);
  }

  /** Undefined where the version and the newest one are alike. */
  migrationOf(date: string, operation: string): OperationMigration | undefined {
    return date === this.newest ? undefined : this.operations.get(date)?.get(operation);
  }

  /** Dates of the versions in which an operation is as in the newest one. */
  alike(operation: string): ReadonlySet<string> {
    return new Set(this.dates.filter((date) => this.migrationOf(date, operation) === undefined));
  }

  /** The data of an event as a version has it. */
  eventData(date: string, type: string, data: object): object {
    return date === this.newest
      ? data
      : this.changesAfter(date).reduce<object>(
          (fields, { events }) => events[type]?.(fields as Fields) ?? fields,
          data,
        );
  }

  /** Headers of an answer in a version: its date and, if it has these dates, `Deprecation` (RFC 9745) and `Sunset` (RFC 8594). */
  headersOf(date = this.newest): Readonly<Record<string, string>> {
    return this.headers.get(date) ?? {};
  }

  /** The same as names and values in turn. */
  headerListOf(date = this.newest): readonly string[] {
    return this.headerLists.get(date) ?? [];
  }
}

function headersOf({ date, deprecatedAt, sunsetAt }: ApiVersion): Readonly<Record<string, string>> {
  return {
    'keyward-version': date,
    ...(deprecatedAt && { deprecation: `@${deprecatedAt.getTime() / 1000}` }),
    ...(sunsetAt && { sunset: sunsetAt.toUTCString() }),
  };
}

/** @param changes newest first */
function migrationsOf(changes: readonly VersionChange[]): ReadonlyMap<string, OperationMigration> {
  const operations = new Set(
    changes.flatMap(({ requests, answers }) => [...Object.keys(requests), ...Object.keys(answers)]),
  );
  return new Map([...operations].map((operation) => [operation, migrationOf(operation, changes)]));
}

function migrationOf(operation: string, changes: readonly VersionChange[]): OperationMigration {
  const touching = changes.filter(({ requests, answers }) => operation in requests || operation in answers);
  const requests = touching.flatMap(({ requests }) => requests[operation] ?? []).reverse();
  const answers = touching.flatMap(({ answers }) => answers[operation] ?? []);
  const names = touching.map(({ fields }) => new Map(Object.entries(fields).flatMap(([to, from]) => swap(to, from))));
  return {
    request: (body) => rewritten(body, requests),
    answer: (body) => rewritten(body, answers),
    problem: (found) => names.reduce(withNames, found),
  };
}

function rewritten(fields: Fields, rewrites: readonly Rewrite[]): Fields {
  return rewrites.reduce((current, rewrite) => rewrite(current), fields);
}

function swap(one: string, other: string): [string, string][] {
  return [
    [one, other],
    [other, one],
  ];
}

function withNames({ message, fields, ...problem }: Problem, names: Names): Problem {
  return {
    ...problem,
    message: inText(message, names),
    ...(fields && { fields: fields.map((field) => withFieldNames(field, names)) }),
  };
}

function withFieldNames(problem: FieldProblem, names: Names): FieldProblem {
  return { ...problem, field: inText(problem.field, names), message: inText(problem.message, names) };
}

function inText(text: string, names: Names): string {
  return text.replace(/\w+/g, (word) => names.get(word) ?? word);
}
