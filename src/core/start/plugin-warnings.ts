import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import { NATIVE } from '../common/dialects/native.dialect';
import { pluginApis, plugins } from '../common/plugins/plugins';
import { buildDocument } from '../openapi/build-document';
import type { ApiDocument } from '../openapi/documents';
import { operationsOf } from '../openapi/operations';
import { exportsIn } from './plugin-mistakes';
import { declaredRoutes } from './plugin-routes';
import { namedOutsidePlugins } from './plugin-tables';

type Dto = new () => object;

/** Metadata keys of @nestjs/swagger: the names of the fields with `@ApiProperty`, each after a colon, and what it says of one. */
const DOCUMENTED_FIELDS = 'swagger/apiModelPropertiesArray';
const DOCUMENTED_FIELD = 'swagger/apiModelProperties';

/** Fields and tags that documents lack, of the operations of plug-ins from outside: in sentences that name the plug-in. */
export function pluginWarnings(app: INestApplication, outside = namedOutsidePlugins()): string[] {
  const routes = declaredRoutes(app.get(ModulesContainer));
  return outside.flatMap(({ entry, folder, name }) => {
    const exported = exportsIn(folder);
    const documents = documentsOf(name);
    const apis = documents.map(({ dialect }) => dialect.name);
    const operations = routes.filter(
      ({ controller, config }) => exported.has(controller) && apis.includes(config.dialect ?? NATIVE.name),
    );
    const fields = withNested(operations.flatMap(({ types }) => types))
      .filter((dto) => exported.has(dto))
      .flatMap((dto) => undocumentedFields(dto, exported).map((field) => `${dto.name}.${field} has no @ApiProperty`));
    const lacks = [...fields, ...documents.flatMap((document) => undescribedTags(app, document))];
    return lacks.map((lack) => `The plug-in ${entry} has operations that documents do not describe: ${lack}.`);
  });
}

/** The documents with the operations of this plug-in alone. */
function documentsOf(plugin: string): ApiDocument[] {
  const modules = plugins().find(({ name }) => name === plugin)?.modules ?? [];
  const own = pluginApis().filter((api) => api.plugin === plugin);
  return [{ dialect: NATIVE, modules }, ...own]
    .filter((api) => api.modules.length > 0)
    .map(({ dialect, modules: described }) => ({ file: `${dialect.name}.json`, dialect, modules: [...described] }));
}

/** The DTOs among the types, and those of their fields. */
function withNested(types: readonly unknown[]): Dto[] {
  const found = new Set(types.filter(isDto));
  for (const dto of found) {
    documentedFields(dto)
      .map((field) => typeOf(dto, field))
      .filter(isDto)
      .forEach((nested) => found.add(nested));
  }
  return [...found];
}

function isDto(type: unknown): type is Dto {
  return typeof type === 'function' && type.length === 0 && type.prototype instanceof Object;
}

function documentedFields({ prototype }: Dto): string[] {
  const names = (Reflect.getMetadata(DOCUMENTED_FIELDS, prototype as object) ?? []) as string[];
  return names.map((name) => name.slice(1));
}

function typeOf({ prototype }: Dto, field: string): unknown {
  const { type } = (Reflect.getMetadata(DOCUMENTED_FIELD, prototype as object, field) ?? {}) as { type?: unknown };
  const isLazy = typeof type === 'function' && type.prototype === undefined;
  return [isLazy ? (type as () => unknown)() : type].flat()[0];
}

/** Those that the plug-in declares: fields with validators, and all fields that compiled classes have. */
function undocumentedFields(dto: Dto, exported: ReadonlySet<unknown>): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const parent = Object.getPrototypeOf(dto) as Dto;
  const inherited = exported.has(parent) ? [] : fieldsOf(parent);
  const declared = [
    ...rules.filter(({ target }) => exported.has(target)).map(({ propertyName }) => propertyName),
    ...fieldsOf(dto).filter((field) => !inherited.includes(field)),
  ];
  const documented = documentedFields(dto);
  return [...new Set(declared)].filter((field) => !documented.includes(field));
}

function fieldsOf(dto: Dto): string[] {
  try {
    return Object.keys(new dto());
  } catch {
    return [];
  }
}

/** Tags that nothing describes, or why the operations cannot be described at all. */
function undescribedTags(app: INestApplication, document: ApiDocument): string[] {
  try {
    const built = buildDocument(app, document);
    const described = built.tags?.map(({ name }) => name) ?? [];
    const tags = new Set(operationsOf(built).flatMap(({ operation }) => operation.tags ?? []));
    return [...tags]
      .filter((tag) => !described.includes(tag))
      .map((tag) => `${document.dialect.title} has no description of the tag ${tag}`);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
