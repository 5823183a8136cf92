import type { Type } from '@nestjs/common';
import type { DialectDefinition } from '../common/dialects/define-dialect';
import { NATIVE } from '../common/dialects/native.dialect';
import { FOREIGN_DIALECTS } from '../dialects/dialects';
import { NATIVE_MODULES } from '../native-modules';

/** A document of an API: where it is kept, and the modules whose routes it describes. */
export interface ApiDocument {
  /** Path below the project's folder, and its address on the server. */
  readonly file: string;
  readonly dialect: DialectDefinition;
  readonly modules: Type<unknown>[];
}

export const DOCUMENTS: readonly ApiDocument[] = [
  { file: 'openapi.json', dialect: NATIVE, modules: NATIVE_MODULES },
  ...FOREIGN_DIALECTS.map(({ dialect, module, shared = [] }) => ({
    file: `openapi/${dialect.name}.json`,
    dialect,
    modules: [module, ...shared],
  })),
];
