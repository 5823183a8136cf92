import { ConnectionError } from '../../sdk/src/errors';
import { refusalOf } from '../../sdk/src/http/refusal';
import { readDocument } from '../../src/core/openapi/read-document';
import { APIS } from '../support/contracts';

interface Example {
  readonly $ref?: string;
  readonly value?: object;
}

interface ErrorResponse {
  readonly content?: { readonly 'application/json'?: { readonly examples?: Readonly<Record<string, Example>> } };
}

type Operation = Readonly<{ responses: Readonly<Record<string, ErrorResponse>> }>;

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly examples?: Readonly<Record<string, Example>> };
}

/** Statuses and bodies of the documented errors. */
function errorsIn(file: string): { status: number; body: object }[] {
  const { paths, components } = readDocument(file) as Document;
  const responses = Object.values(paths).flatMap((methods) =>
    Object.values(methods).flatMap((operation) => Object.entries(operation.responses)),
  );
  const found = responses.flatMap(([status, { content }]) =>
    Object.values(content?.['application/json']?.examples ?? {}).map(({ $ref, value }) => ({
      status: Number(status),
      body: value ?? components.examples?.[$ref?.split('/').at(-1) ?? '']?.value ?? {},
    })),
  );
  return found.filter(({ status }) => status >= 400);
}

it.each(APIS)(
  'the SDK knows the errors of $file as those of a server of Keyward, with their message',
  ({ file, dialect }) => {
    const errors = errorsIn(file);
    expect(errors.length).toBeGreaterThan(2);
    for (const { status, body } of errors) {
      const text = JSON.stringify(body);
      const error = refusalOf(Response.json(body, { status }), text, {
        baseUrl: 'http://localhost',
        presentsLicense: false,
        mayBeEmpty: false,
        refusals: dialect.name === 'native' ? undefined : [],
      });
      expect([text, error.name]).not.toEqual([text, ConnectionError.name]);
      expect(text).toContain(JSON.stringify(error.description).slice(1, -1));
    }
  },
);
