import type { Type } from '@nestjs/common';
import type { DialectDefinition } from '../common/dialects/define-dialect';
import { Dialects } from '../common/dialects/dialects';
import { NATIVE } from '../common/dialects/native.dialect';
import { V2 } from './v2/v2.dialect';
import { V2Module } from './v2/v2.module';

/** Every API but our own: what it is, and the module that speaks it. */
export const FOREIGN_DIALECTS: readonly { dialect: DialectDefinition; module: Type<unknown> }[] = [
  { dialect: V2, module: V2Module },
];

export const DIALECTS = new Dialects([NATIVE, ...FOREIGN_DIALECTS.map(({ dialect }) => dialect)], NATIVE);
