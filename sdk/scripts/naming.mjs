/** Members of the hand-written clients, and what would make a promise of a resource. */
const TAKEN = ['constructor', 'logIn', 'logOut', 'then', 'with'];

/** The operations with this tag are calls of client programs: methods of the client itself. */
const CLIENT_TAG = 'client';

/**
 * Names operations by one rule: the resource is the tag, the method is the operation's id without the resource's noun. The id
 * `issueLicense` with the tag `licenses` becomes `licenses.issue`. `x-sdk-name` replaces the method.
 */
export function nameOperations(operations) {
  const named = operations.map((operation) => ({
    ...operation,
    resource: resourceOf(operation),
    method: operation.sdkName ?? methodOf(operation),
  }));
  const resources = new Set(named.flatMap(({ resource }) => resource ?? []));
  const taken = new Map([...resources, ...TAKEN].map((name) => [name, `the client's own ${name}`]));
  for (const { resource, method, operationId } of named) {
    const name = resource === undefined ? method : `${resource}.${method}`;
    if (taken.has(name)) {
      throw new Error(
        `${operationId} and ${taken.get(name)} would both be ${name} in the SDK: give one another operation id, or a name with @SdkName('…') (x-sdk-name)`,
      );
    }
    taken.set(name, operationId);
  }
  return named;
}

function resourceOf({ operationId, tags }) {
  if (tags.length !== 1) {
    throw new Error(
      `${operationId} needs exactly one tag, its resource in the SDK; it has ${tags.join(', ') || 'none'}`,
    );
  }
  return tags[0] === CLIENT_TAG ? undefined : camelCase(wordsOf(tags[0]));
}

function methodOf({ operationId, tags }) {
  const words = wordsOf(operationId);
  const noun = wordsOf(tags[0]).map(singular);
  const start = words.findIndex((_, at) => at > 0 && noun.every((word, index) => word === singular(words[at + index])));
  return start === -1 ? operationId : camelCase(words.toSpliced(start, noun.length));
}

export function wordsOf(name) {
  return name.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])/g) ?? [];
}

function singular(word = '') {
  return word
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/(?<!s)s$/, '');
}

export function camelCase(words) {
  const [first = '', ...rest] = words.map((word) => word.toLowerCase());
  return first + pascalCase(rest);
}

export function pascalCase(words) {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
