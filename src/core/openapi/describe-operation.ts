import { ACCESS_EXTENSION, type ClosedAccess } from '../common/access/authorized.decorator';
import type { Operation, PlacedOperation } from './operations';

type Response = NonNullable<Operation['responses'][string]>;

const CLIENT_CALLS = 'client-calls:write';

/** The first sentence of a comment: a period that white space and a capital letter or a quotation follow. */
const FIRST_SENTENCE = /^(.+?\.)\s+(?=[A-Z`])/s;

/** Path parameters that are not the id of what their path names. */
const PARAMETERS: Readonly<Record<string, string>> = {
  app_bundle_id: 'Bundle ID of the app, 1 to 255 characters.',
  code: 'Code of the entitlement or meter.',
  contact_id: 'ID of the contact.',
  customer_id: 'Number of the customer.',
  delivery_id: 'ID of the delivery.',
  device_id: 'Number of the device.',
  key_id: 'ID of the key.',
  license_id: 'Number of the license.',
  license_key: 'License key.',
  reference_id: 'Reference of the product.',
  type: 'Type of the file: `main` or `sql`.',
  user_id: 'ID of the user.',
  version: 'Version ID of the update (`update_id`).',
  version_id: 'ID of the version.',
};

const IDS_OF: Readonly<Record<string, string>> = {
  'activated-product-activations': 'Number of the activation.',
  'blocked-product-licenses': 'Number or license code of the license.',
  'product-licenses': 'Number or license code of the license.',
};

/**
 * Completes an operation whose comment gives only its purpose: the rest of the comment and who may call it become the
 * description, path parameters and successful responses get theirs.
 */
export function describeOperation({ path, operation }: PlacedOperation): void {
  const { [ACCESS_EXTENSION]: access, summary = '', description = '' } = operation;
  operation[ACCESS_EXTENSION] = undefined;
  const [, first = summary] = FIRST_SENTENCE.exec(summary) ?? [];
  operation.summary = first;
  const texts = [summary.slice(first.length).trim(), description, accessOf(access)];
  operation.description = texts
    .filter((text) => text !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
  operation.security ??= [];
  describePathParameters(path, operation);
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response && !('$ref' in response) && response.description === '') {
      response.description = resultOf(Number(status), response);
    }
  }
}

function accessOf(access: ClosedAccess | undefined): string {
  if (!access) {
    return 'Public: requires no credential.';
  }
  const { permissions, takesKeys, takesTokens, openable } = access;
  if (permissions.some((permission) => permission === CLIENT_CALLS)) {
    return 'For client programs: requires an API key.';
  }
  if (!takesKeys) {
    return 'Requires an access token.';
  }
  const credential = takesTokens ? 'an access token or an API key' : 'an API key';
  const names = permissions.map((permission) => `\`${permission}\``).join(' or ');
  const exception = openable ? '; none if OPEN_DIALECTS lists this API' : '';
  return `Requires ${credential} with the permission ${names}${exception}.`;
}

function describePathParameters(path: string, { parameters = [] }: Operation): void {
  for (const parameter of parameters) {
    if ('in' in parameter && parameter.in === 'path') {
      const [, collection = ''] = new RegExp(`([\\w-]+)/\\{${parameter.name}\\}`).exec(path) ?? [];
      parameter.description ??= PARAMETERS[parameter.name] ?? IDS_OF[collection] ?? `ID of the ${nounOf(collection)}.`;
    }
  }
}

/** `api-keys`: API key. */
function nounOf(collection: string): string {
  const noun = collection.replace(/ies$/, 'y').replace(/s$/, '').replaceAll('-', ' ');
  return noun.replace(/\bapi\b/, 'API');
}

function resultOf(status: number, response: Response): string {
  const content = 'content' in response ? response.content : undefined;
  const [media] = Object.values(content ?? {});
  const [, schema] = /#\/components\/schemas\/(\w+)/.exec(JSON.stringify(media?.schema ?? {})) ?? [];
  if (schema === undefined) {
    return content === undefined ? 'Done; the response has no body.' : 'The result.';
  }
  const words = wordsOf(schema);
  if (words.endsWith(' page')) {
    return 'A page of the list.';
  }
  const isNew = status === 201 && !/^(?:new|drawn|\w+ed)\b/.test(words);
  return `The ${isNew ? 'new ' : ''}${words}.`;
}

/** `ApiKeyDto`: API key. */
function wordsOf(schema: string): string {
  const words = schema.replace(/Dto$/, '').replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');
  return words
    .toLowerCase()
    .replace(/\bapi\b/, 'API')
    .replace(/ answer$/, ' result');
}
