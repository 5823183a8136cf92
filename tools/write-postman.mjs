// Writes a Postman collection of the native API from its OpenAPI document. The same document gives the same collection.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { convert } from 'openapi-to-postmanv2';

const PROJECT = join(import.meta.dirname, '..');
const FILE = join(PROJECT, 'docs/postman/keyward.postman_collection.json');

const CHANGING = ['_postman_id', 'id', 'response', 'event'];
const VARIABLES = [
  { key: 'baseUrl', value: 'http://127.0.0.1:8080' },
  { key: 'bearerToken', value: '' },
  { key: 'apiKey', value: '' },
];

const { result, reason, output } = await promisify(convert)(
  { type: 'string', data: readFileSync(join(PROJECT, 'openapi.json'), 'utf8') },
  {
    folderStrategy: 'Tags',
    requestNameSource: 'Fallback',
    requestParametersResolution: 'Example',
    exampleParametersResolution: 'Example',
    optimizeConversion: false,
    includeAuthInfoInExample: false,
    keepImplicitHeaders: false,
  },
);
if (!result) {
  throw new Error(`The collection was not generated: ${reason}`);
}
const [{ data }] = output;
mkdirSync(dirname(FILE), { recursive: true });
writeFileSync(FILE, `${JSON.stringify({ ...stable(data), variable: VARIABLES }, null, 1)}\n`);

/** Without what every run makes anew: ids, the values of parameters without an example, and answers, which the document shows. */
function stable(value) {
  if (Array.isArray(value)) {
    return value.map(stable);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value.key === 'Idempotency-Key') {
    return { ...value, value: '{{$guid}}' };
  }
  const entries = Object.entries(value).filter(([key]) => !CHANGING.includes(key));
  return Object.fromEntries(entries.map(([key, one]) => [key, key === 'url' ? urlOf(one) : stable(one)]));
}

/** Parameters of the query are optional, and those of the path are for the reader to fill in. */
function urlOf({ query = [], variable = [], ...url }) {
  return {
    ...url,
    query: query.map(({ key, description }) => ({ key, value: '', description, disabled: true })),
    variable: variable.map(({ key, description }) => ({ key, value: '', description })),
  };
}
