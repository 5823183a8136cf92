import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataStorage } from 'class-validator';
import { PROJECT_DIR } from '../../src/common/project';

const SRC = join(PROJECT_DIR, 'src');
/** Files with classes that forms of the console are validated by. */
const INPUTS = /(\.dto|-dto|lead-form|fields)\.ts$/;
const OTHER_APIS = /^(dialects|platform\/config)\//;

/** Every message that the validators of the native API and the console may give, with examples for its values. */
export async function validationMessages(): Promise<string[]> {
  const storage: any = getMetadataStorage();
  const metadatas = [...(await inputs())].flatMap((input) => storage.validationMetadatas.get(input) ?? []);
  return [...new Set(metadatas.flatMap((metadata) => messageOf(storage, metadata)))].sort();
}

/** The classes in these files, with those that they extend. */
async function inputs(): Promise<Set<unknown>> {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
  const found = new Set<unknown>();
  for (const file of files.filter((name) => INPUTS.test(name) && !OTHER_APIS.test(name))) {
    for (let input of Object.values<any>(await import(join(SRC, file)))) {
      while (typeof input === 'function') {
        found.add(input);
        input = Object.getPrototypeOf(input);
      }
    }
  }
  return found;
}

function messageOf(storage: any, metadata: any): string[] {
  const { propertyName: property, constraints = [] } = metadata;
  const args = { value: '', property, constraints, object: {}, targetName: '' };
  const [custom] = metadata.constraintCls ? storage.getTargetValidatorConstraints(metadata.constraintCls) : [];
  const given = metadata.message ?? custom?.instance.defaultMessage?.(args);
  const text = typeof given === 'function' ? given(args) : given;
  return typeof text === 'string' ? [filled(text, property, constraints)] : [];
}

function filled(text: string, property: string, constraints: unknown[]): string {
  return text
    .replaceAll('$property', property)
    .replace(/\$constraint(\d)/g, (_, place: string) => String(constraints[Number(place) - 1]));
}
