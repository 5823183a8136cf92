import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { DialectDefinition } from '../common/dialects/define-dialect';
import { NATIVE } from '../common/dialects/native.dialect';
import { PROJECT_DIR } from '../common/project';
import { isApiFromOutside, pluginApis } from '../common/plugins/plugins';
import { NATIVE_MODULES } from './native-modules';

/** The OpenAPI document of an API. */
export interface ApiDocument {
  /** Path in the project folder, and URL path on the server. */
  readonly file: string;
  readonly dialect: DialectDefinition;
  readonly modules: Type<unknown>[];
}

export const DOCUMENTS: readonly ApiDocument[] = [
  { file: 'openapi.json', dialect: NATIVE, modules: NATIVE_MODULES },
  ...pluginApis().map(({ dialect, modules, shared = [] }) => ({
    file: `openapi/${dialect.name}.json`,
    dialect,
    modules: [...modules, ...shared],
  })),
];

/** The documents that the server has: those whose files exist, and those of plug-ins from outside, which are made when they are asked for. */
export function servedDocuments(): ApiDocument[] {
  return DOCUMENTS.filter(({ file, dialect }) => existsSync(join(PROJECT_DIR, file)) || isApiFromOutside(dialect));
}

/** The documents whose files exist: they are missing while they are generated for the first time. */
export function writtenDocuments(): ApiDocument[] {
  return DOCUMENTS.filter(({ file }) => existsSync(join(PROJECT_DIR, file)));
}
