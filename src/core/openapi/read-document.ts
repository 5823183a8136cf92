import { readProjectFile } from '../common/project';

type Parts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const PART = /^#\/components\/(responses|parameters)\/(\w+)$/;

/** Reads a committed document, with the responses and parameters that operations share in each of them. */
export function readDocument(file: string): unknown {
  const text = readProjectFile(file);
  const { components = {} } = JSON.parse(text) as { components?: Parts };
  return JSON.parse(text, (_key, value: unknown) => partOf(value, components) ?? value);
}

function partOf(value: unknown, components: Parts): unknown {
  const { $ref } = (value ?? {}) as { $ref?: unknown };
  const [, kind = '', name = ''] = (typeof $ref === 'string' && PART.exec($ref)) || [];
  return components[kind]?.[name];
}
