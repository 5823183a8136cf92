import type { Callers } from './hostile-callers';
import { hostileFile } from './hostile-files';
import type { Attempt } from './hostile-judge';
import type { Known } from './hostile-known';
import { multipart, type Part as FormPart } from './hostile-multipart';
import type { Body, Operation, Parameter } from './hostile-operations';
import { isRecord, type Schema, SchemaValues } from './hostile-schema';
import { encoded, fieldText, type HostileValues, jsonText, wellFormed } from './hostile-values';
import type { Random } from './part';

/** Operations that are not called at all, with the reason for the report. */
export const SKIPPED: Readonly<Record<string, string>> = {
  requestBackup: 'each call dumps the whole database to disk',
  logOut: 'the calls after it would have no credential',
};

/** These settings would stop the other requests: log-ins, log levels, maintenance, forwarding to other servers. */
export const KEPT_SETTING =
  /^(maintenance|sign_in|limits|oidc|shadow|audit\.reason|backups|blacklist\.(addresses|license)|mail\.smtp|portal\.(enabled|products)|throttle|lm_)/;

/** Hosts of the examples: the server must call no other machine. */
const OTHER_HOSTS = /(https?:\/\/)[\w.-]+\.[a-z]+(?::\d+)?/g;

/** Prepared by the document: requests that follow it but for some parts. */
export class StructureRequests {
  private readonly schemas: SchemaValues;
  private readonly operations: readonly Operation[];

  constructor(
    private readonly random: Random,
    private readonly values: HostileValues,
    private readonly known: Known,
    private readonly callers: Callers,
    operations: readonly Operation[],
  ) {
    this.schemas = new SchemaValues(random, values, (field) => known.field(field));
    this.operations = operations.filter(({ id }) => !(id in SKIPPED));
  }

  next(): Attempt {
    return this.of(this.random.pick(this.operations));
  }

  /** A request with a file in it. */
  nextFile(): Attempt {
    const withFiles = this.operations.filter(({ bodies }) => bodies.some(({ type }) => type.startsWith('multipart')));
    const attempt = this.of(this.random.pick(withFiles), true);
    return { ...attempt, way: 'files' };
  }

  /** Each operation with its example, so that there is something of each kind. */
  examples(): Attempt[] {
    return this.operations
      .filter(({ method, bodies }) => method !== 'DELETE' && bodies.some(({ type }) => type === 'application/json'))
      .map((operation) => this.example(operation));
  }

  private example(operation: Operation): Attempt {
    const body = operation.bodies.find(({ type }) => type === 'application/json');
    const schema = body?.schema ?? {};
    return {
      ...this.frame(operation),
      path: this.pathOf(operation, false),
      headers: { ...this.callers.strongest(), 'content-type': 'application/json' },
      body: jsonText(body?.example ?? this.schemas.valid(schema)).replace(OTHER_HOSTS, '$1127.0.0.1:9'),
    };
  }

  private of(operation: Operation, forFile = false): Attempt {
    const { random } = this;
    const spoilsPath = random.below(forFile ? 12 : 4) === 0;
    const headers = { ...this.callers.some(), ...this.headersOf(operation) };
    const attempt = { ...this.frame(operation), path: this.pathOf(operation, spoilsPath), headers };
    const { bodies } = operation;
    if (bodies.length === 0) {
      return attempt;
    }
    const body = forFile ? bodies.find(({ type }) => type.startsWith('multipart')) : random.pick(bodies);
    return this.withBody(attempt, body ?? random.pick(bodies), operation, spoilsPath);
  }

  private frame({ document, id, method }: Operation): Pick<Attempt, 'way' | 'route' | 'method'> {
    return { way: `structure: ${document}`, route: `${document} ${method} ${id}`, method };
  }

  private pathOf(operation: Operation, spoils: boolean): string {
    const { random } = this;
    const { path, parameters, prefixes } = operation;
    const filled = path.replace(/\{([^}]+)\}/g, (_match, name: string) =>
      spoils && random.below(2) === 0
        ? this.pathText(this.values.text())
        : this.pathText(this.validPath(operation, name)),
    );
    const query = parameters
      .filter(({ in: place, required }) => place === 'query' && (required || random.below(4) === 0))
      .flatMap((parameter) => this.queryOf(parameter));
    if (spoils && random.below(3) === 0) {
      query.push(`${encoded(this.values.text())}=${encoded(this.values.text())}`);
    }
    return random.pick(prefixes) + filled + (query.length > 0 ? `?${query.join('&')}` : '');
  }

  private pathText(text: string): string {
    // Dots would change the path, which the client may not notice.
    return this.random.below(20) === 0 ? '%00%ff%c0%ae%' : encoded(text) || '%20';
  }

  private validPath({ path, parameters }: Operation, name: string): string {
    const noun =
      path
        .slice(0, path.indexOf(`{${name}}`))
        .split('/')
        .at(-2) ?? '';
    const id = this.known.ofNoun(noun, name);
    const schema = parameters.find((parameter) => parameter.name === name)?.schema ?? {};
    return id !== undefined && this.random.below(4) > 0
      ? id
      : this.known.safe(fieldText(this.schemas.valid(schema, name)));
  }

  private queryOf({ name, schema }: Parameter): string[] {
    const { random, values } = this;
    const value = () => {
      const valid = random.below(3) === 0;
      const made = valid ? this.schemas.valid(schema, name) : random.below(3) === 0 ? values.any() : values.text();
      return encoded(fieldText(made).slice(0, 6_000));
    };
    if (isRecord(schema.properties) || random.below(8) === 0) {
      const inner = random.pick([
        'gte',
        'lt',
        'gt',
        'lte',
        '',
        '__proto__',
        '0',
        'x][y',
        ...Object.keys(schema.properties ?? {}),
      ]);
      return [`${name}[${encoded(inner)}]=${value()}`];
    }
    return random.below(8) === 0 ? [`${name}=${value()}`, `${name}=${value()}`] : [`${name}=${value()}`];
  }

  private headersOf({ parameters }: Operation): Record<string, string> {
    const { random } = this;
    const headers: Record<string, string> = {};
    for (const { name, in: place, required } of parameters) {
      if (place === 'header' && (required || random.below(6) === 0)) {
        headers[name.toLowerCase()] = encodeURI(wellFormed(this.values.text())).slice(0, 300);
      }
    }
    return headers;
  }

  private withBody(attempt: Attempt, body: Body, operation: Operation, spoilsPath: boolean): Attempt {
    const { random } = this;
    const spoils = !spoilsPath && random.below(8) > 0;
    const value = this.kept(operation, spoils ? this.schemas.spoiled(body.schema) : this.validBody(body));
    const type = body.type === '*/*' ? 'application/json' : body.type;
    if (type.startsWith('multipart')) {
      return this.withForm(attempt, isRecord(value) ? value : {}, body.schema, operation);
    }
    const text = type.includes('urlencoded')
      ? Object.entries(isRecord(value) ? value : {})
          .map(([name, entry]) => `${encoded(name)}=${encoded(fieldText(entry))}`)
          .join('&')
      : this.brokenText(jsonText(value).replace(OTHER_HOSTS, '$1127.0.0.1:9'));
    return { ...attempt, headers: { ...attempt.headers, 'content-type': type }, body: text };
  }

  private validBody({ schema, example }: Body): unknown {
    return example !== undefined && this.random.below(3) === 0 ? example : this.schemas.valid(schema);
  }

  private withForm(attempt: Attempt, value: Record<string, unknown>, schema: Schema, operation: Operation): Attempt {
    const parts: FormPart[] = Object.entries(value)
      .filter(([name]) => schema.properties?.[name]?.format !== 'binary')
      .map(([name, entry]) => ({ name, content: fieldText(entry) }));
    for (const [name, { format }] of Object.entries(schema.properties ?? {})) {
      if (format === 'binary') {
        parts.push({ name, ...hostileFile(this.random, this.values, operation.path, value.from) });
      }
    }
    const { type, body } = multipart(this.random, parts);
    return { ...attempt, headers: { ...attempt.headers, 'content-type': type }, body };
  }

  /** Seldom a body that is no JSON, or JSON as no library writes it. */
  private brokenText(text: string): string | Buffer {
    const { random } = this;
    switch (random.below(60)) {
      case 0:
        return text.slice(0, random.below(text.length + 1));
      case 1:
        return `\ufeff${text}`;
      case 2:
        return text.replace('{', '{"__proto__":{"admin":true},"constructor":{"prototype":{"a":1}},');
      case 3:
        return text.replace(/"([^"]+)":/, '"$1":null,"$1":');
      case 4:
        return Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('}')]);
      case 5:
        return Buffer.from(text, 'utf16le');
      case 6:
        return random.pick(['', ' ', 'null', '[]', '""', '0', '{', '[[[[', '{}{}', '\u0000', 'NaN', "{'a':1}"]);
      default:
        return text;
    }
  }

  private kept({ id }: Operation, value: unknown): unknown {
    return id === 'updateSettings' && isRecord(value)
      ? Object.fromEntries(Object.entries(value).filter(([name]) => !KEPT_SETTING.test(name)))
      : value;
  }
}
