import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export const SDK = join(import.meta.dirname, '..');
export const PROJECT = join(SDK, '..');

/** The native API's document first, then each dialect's by name. */
export function readDocuments() {
  const dialects = readdirSync(join(PROJECT, 'openapi'))
    .filter((file) => file.endsWith('.json'))
    .sort();
  return [
    read('native', join(PROJECT, 'openapi.json')),
    ...dialects.map((file) => read(basename(file, '.json'), join(PROJECT, 'openapi', file))),
  ];
}

function read(name, file) {
  return { name, file, className: pascalCase(name), document: JSON.parse(readFileSync(file, 'utf8')) };
}

function pascalCase(name) {
  return name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
}
