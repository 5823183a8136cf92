import type { OpenAPIObject } from '@nestjs/swagger';
import { ERROR_CODES, OTHER_ERRORS } from './error-codes';
import { type Operation, operationsOf, type PlacedOperation } from './operations';

type Components = NonNullable<OpenAPIObject['components']>;
type Example = NonNullable<Components['examples']>[string];
type Response = Exclude<NonNullable<Operation['responses'][string]>, { $ref: string }>;
type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;

/** A place of a part in the document. */
interface Place<Part> {
  readonly part: Part;
  readonly placed: PlacedOperation;
  refer(reference: { $ref: string }): void;
}

/** Words of a message in a name. */
const MOST_WORDS = 6;
const LEFT_OUT = ['a', 'an', 'the', 'missing', 'permission'];

/** The messages of the catalogue say no more than their codes, but for the permission that is missing. */
const USUAL = [...ERROR_CODES, ...OTHER_ERRORS].filter(({ code }) => code !== 'FORBIDDEN');

/**
 * Moves the responses and parameters that several operations have to the components. Names are made of what is in the parts and where
 * they are; of several with one name, the most frequent gets it, and the others one with more words or, without one, stay in place.
 */
export function shareParts(document: OpenAPIObject): OpenAPIObject {
  const operations = operationsOf(document);
  const { examples = {} } = document.components ?? {};
  const responses = shared('responses', operations.flatMap(responsesIn), (part) => responseNames(part, examples));
  const parameters = shared('parameters', operations.flatMap(parametersIn), (part, places) => [
    parameterName(part, places),
  ]);
  return { ...document, components: { ...document.components, responses, parameters } };
}

function shared<Part>(
  kind: 'responses' | 'parameters',
  places: readonly Place<Part>[],
  namesFor: (part: Part, places: readonly Place<Part>[]) => readonly string[],
): Record<string, Part> | undefined {
  const equal = new Map<string, { part: Part; places: Place<Part>[] }>();
  for (const place of places) {
    const text = JSON.stringify(place.part);
    const group = equal.get(text) ?? { part: place.part, places: [] };
    group.places.push(place);
    equal.set(text, group);
  }
  const groups = [...equal.values()].filter((group) => group.places.length > 1);
  const parts = new Map<string, Part>();
  for (const group of groups.sort((one, other) => other.places.length - one.places.length)) {
    const name = namesFor(group.part, group.places).find((one) => !parts.has(one));
    if (name !== undefined) {
      parts.set(name, group.part);
      group.places.forEach((place) => place.refer({ $ref: `#/components/${kind}/${name}` }));
    }
  }
  return parts.size > 0 ? Object.fromEntries([...parts].sort(([one], [other]) => (one < other ? -1 : 1))) : undefined;
}

function responsesIn(placed: PlacedOperation): Place<Response>[] {
  const { responses } = placed.operation;
  return Object.entries(responses).flatMap(([status, part]) =>
    part && !('$ref' in part) ? [{ part, placed, refer: (reference) => void (responses[status] = reference) }] : [],
  );
}

function parametersIn(placed: PlacedOperation): Place<Parameter>[] {
  const { parameters = [] } = placed.operation;
  return parameters.flatMap((part, index) =>
    '$ref' in part ? [] : [{ part, placed, refer: (reference) => void (parameters[index] = reference) }],
  );
}

/**
 * The codes of errors, each with what its message adds: `IdempotencyKeyInUse`, `NotFoundLicense`, `ValidationErrorEmail`; else the
 * beginning of the description. Then, with more words, both of these or the type of the content: `TheFileTextCsv`.
 */
function responseNames(response: Response, shown: Readonly<Record<string, Example>>): string[] {
  const codes = codesName(response, shown);
  const described = nameOf(wordsOf(response.description.split('.', 1)[0] ?? '').slice(0, MOST_WORDS));
  return codes ? [codes, codes + described] : [described, described + contentName(response)];
}

function contentName({ content = {} }: Response): string {
  return nameOf(Object.keys(content).flatMap(wordsOf));
}

function codesName({ content }: Response, shown: Readonly<Record<string, Example>>): string {
  const { examples = {} } = content?.['application/json'] ?? {};
  const names = Object.entries(examples).map(([code, example]) => {
    const full = '$ref' in example ? shown[code] : example;
    const summary = (full && 'summary' in full && full.summary) || '';
    return nameOf([...wordsOf(code), ...(isUsual(code, summary) ? [] : addedWords(summary, code))]);
  });
  return names.join('Or');
}

/** Other APIs have codes of their own. */
function isUsual(code: string, message: string): boolean {
  const known = USUAL.filter((error) => error.code === code);
  return (known.length > 0 ? known : USUAL).some((error) => error.message === message);
}

/** The name of an invalid field, as in `email must have 1 to 255 characters`. */
function addedWords(message: string, code: string): string[] {
  const [subject = ''] = message.split(' must ');
  const text = wordsOf(subject).join(' ').replace(wordsOf(code).join(' '), '');
  return wordsOf(text)
    .filter((word) => !LEFT_OUT.includes(word))
    .slice(0, MOST_WORDS);
}

/**
 * Its name, after that of the collection in the path or of the tag if all operations with it have one. Generators of clients make
 * a type of each parameter: the suffix tells it from those of schemas.
 */
function parameterName({ name }: Parameter, places: readonly Place<Parameter>[]): string {
  const [owner = '', ...others] = new Set(places.map(ownerOf));
  const own = nameOf(wordsOf(name));
  const prefix = others.length > 0 ? '' : nameOf(wordsOf(owner));
  return `${own.startsWith(prefix) ? own : prefix + own}Parameter`;
}

function ownerOf({ part, placed: { path, operation } }: Place<Parameter>): string {
  if (part.in !== 'path') {
    return operation.tags?.[0] ?? '';
  }
  const [, collection = ''] = new RegExp(`([\\w-]+)/\\{${part.name}\\}`).exec(path) ?? [];
  return collection.replace(/ies$/, 'y').replace(/s$/, '');
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function nameOf(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
