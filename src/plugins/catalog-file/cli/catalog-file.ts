import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { type Document, isAlias, isCollection, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { CliError } from '../../cli/kit/cli-error';
import { environment } from '../../cli/kit/environment';

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_ALIASES = 100;
/** A variable of the environment. */
const VARIABLE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;

/** A file that was read, with its variables replaced. */
export interface CatalogFile {
  readonly value: object;
  /** An error of the server in one line, with the line of the file; none for an error that names no place. */
  describe(detail: unknown): string[];
}

type Variables = Readonly<Record<string, string | undefined>>;

/** @throws CliError that names the line */
export async function readCatalogFile(path: string, variables: Variables = environment): Promise<CatalogFile> {
  const lines = new LineCounter();
  const document = parseDocument(await textOf(path), { lineCounter: lines, merge: true, prettyErrors: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    throw new CliError(`${path}: ${problem.message.replace(/:?\n[^]*/, '')}`);
  }
  const at = (place: string): string => describePlace(path, document, lines, place);
  const value = valueOf(path, document);
  refuseUnknownNumbers(value, '', at);
  replaceVariables(value, variables, at);
  return { value, describe: (detail) => describeDetail(detail, at) };
}

async function textOf(path: string): Promise<string> {
  const bytes = await (path === '-' ? buffer(process.stdin) : readFile(path)).catch((error: unknown) => {
    throw new CliError(error instanceof Error ? error.message : String(error), { cause: error });
  });
  if (bytes.length > MAX_BYTES) {
    throw new CliError(`${path}: a catalog may have at most 2 MiB`);
  }
  return bytes.toString('utf8');
}

function valueOf(path: string, document: Document): object {
  const value: unknown = valuesOf(path, document);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CliError(`${path}: a catalog has the sections products, policies, webhooks, mail_templates and roles`);
  }
  return value;
}

function valuesOf(path: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw new CliError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Refuses infinite numbers: JSON would make them null, which means unlimited. */
function refuseUnknownNumbers(value: unknown, place: string, at: (place: string) => string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new CliError(`${at(place)}: ${value} is no value; null is unlimited`);
  }
  if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      refuseUnknownNumbers(each, place === '' ? name : `${place}.${name}`, at);
    }
  }
}

/** URLs of webhooks may be variables, which differ between servers, and their secrets must be. */
function replaceVariables(value: object, variables: Variables, at: (place: string) => string): void {
  const { webhooks } = value as { webhooks?: unknown };
  (Array.isArray(webhooks) ? webhooks : []).forEach((webhook: unknown, index) => {
    const fields = Object(webhook) as Record<string, unknown>;
    for (const field of ['url', 'secret'].filter((name) => typeof fields[name] === 'string')) {
      const place = `webhooks.${index}.${field}`;
      const [, name] = VARIABLE.exec(String(fields[field])) ?? [];
      if (name !== undefined) {
        fields[field] = variable(name, variables, at(place));
      } else if (field === 'secret') {
        throw new CliError(
          `${at(place)}: a file contains no secret: write \${NAME}, the name of an environment variable`,
        );
      }
    }
  });
}

function variable(name: string, variables: Variables, place: string): string {
  const value = variables[name];
  if (value === undefined || value === '') {
    throw new CliError(`${place}: the environment variable ${name} is not set`);
  }
  return value;
}

function describeDetail(detail: unknown, at: (place: string) => string): string[] {
  const { field, message } = Object(detail) as { field?: unknown; message?: unknown };
  return typeof field === 'string' && typeof message === 'string' ? [`${at(field)}: ${message}`] : [];
}

/** `catalog.yaml:12: products[2].policy.max_activations`, with the line of the innermost value that the file has. */
function describePlace(path: string, document: Document, lines: LineCounter, place: string): string {
  const names = place.split('.');
  let node: unknown = document.contents;
  let innermost: Node | undefined;
  for (let index = 0; isCollection(node) && index < names.length;) {
    const { value, taken } = childOf(node, names.slice(index));
    node = isAlias(value) ? value.resolve(document) : value;
    innermost = isScalar(value) || isCollection(value) || isAlias(value) ? value : innermost;
    index += taken;
  }
  const [start] = innermost?.range ?? [];
  const line = start === undefined ? '' : `${lines.linePos(start).line}: `;
  return `${path}:${line || ' '}${place.replace(/[.](\d+)(?=[.]|$)/g, '[$1]')}`;
}

/** Codes may contain dots. */
function childOf(node: { get(key: unknown, keepScalar: true): unknown }, names: readonly string[]) {
  for (let taken = 1; taken <= names.length; taken += 1) {
    const name = names.slice(0, taken).join('.');
    const value = node.get(/^\d+$/.test(name) ? Number(name) : name, true) ?? node.get(name, true);
    if (value !== undefined) {
      return { value, taken };
    }
  }
  return { value: undefined, taken: names.length };
}
