import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataStorage } from 'class-validator';
import { declarationsOf } from '../../src/core/common/declarations/declarations';
import { PROJECT_DIR } from '../../src/core/common/project';
import type { FieldProblem } from '../../src/core/common/errors/problem';
import { ruleOf } from '../../src/core/common/validation/field-problems';

const SRC = join(PROJECT_DIR, 'src');
/** Files with classes that neither the native API nor the console validates by. */
const OTHER_INPUTS = /^(apis|plugins\/[^/]+\/v2|core\/platform\/config)\/(?!.*\.(spec|module)\.).*\.ts$/;

/** A rule that only other APIs have, in classes that their files do not export. */
const OTHER_RULE = 'isFile';

type Message = Required<Pick<FieldProblem, 'rule' | 'params' | 'message'>>;

/** The violations that validators of the native API and the console may find: each rule with each of its parameters once. */
export async function validationMessages(): Promise<Message[]> {
  const storage = getMetadataStorage();
  const found = new Map<string, Message>();
  for (const input of await inputs()) {
    for (const metadata of storage.getTargetValidationMetadatas(input, '', false, false)) {
      const [validator] = storage.getTargetValidatorConstraints(metadata.constraintCls);
      if (validator) {
        const message = messageOf(metadata, validator);
        found.set(JSON.stringify(message), message);
      }
    }
  }
  return [...found.values()].filter(({ rule }) => rule !== OTHER_RULE);
}

type Storage = ReturnType<typeof getMetadataStorage>;
/** Contrary to their type, not all have constraints and a message. */
type Metadata = Partial<ReturnType<Storage['getTargetValidationMetadatas']>[number]>;
type Validator = ReturnType<Storage['getTargetValidatorConstraints']>[number];

function messageOf(metadata: Metadata, { name, instance }: Validator): Message {
  const { propertyName: property = '', constraints = [] } = metadata;
  const args = { value: '', property, constraints, object: {}, targetName: '' };
  const given = metadata.message ?? instance.defaultMessage?.(args) ?? '';
  const text = typeof given === 'function' ? given(args) : given;
  const message = text
    .replaceAll('$property', property)
    .replace(/\$constraint(\d)/g, (_, place: string) => [constraints[Number(place) - 1]].flat().join(', '));
  return { ...ruleOf(name, metadata, ''), message };
}

/** The names that rules have in the source, also those without a validator. */
export function namedRules(): string[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!texts|\.spec)\.ts$/.test(name),
  );
  const sources = files.map((name) => readFileSync(join(SRC, name), 'utf8'));
  return sources.flatMap((source) => [...source.matchAll(/\brule: '(\w+)'/g)].flatMap(([, rule = '']) => rule));
}

/** The classes with validators of the whole application, also those that no file exports. */
async function inputs(): Promise<(new () => object)[]> {
  await import(join(SRC, 'app'));
  // Of pages, too, which a server loads when it starts.
  declarationsOf('controller');
  const others = new Set<unknown>();
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => OTHER_INPUTS.test(name))) {
    const exported = (await import(join(SRC, file))) as Record<string, unknown>;
    Object.values(exported).forEach((one) => others.add(one));
  }
  const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, unknown> };
  return [...validationMetadatas.keys()].filter(isClass).filter((input) => !others.has(input));
}

function isClass(value: unknown): value is new () => object {
  return typeof value === 'function' && value.prototype !== undefined;
}
