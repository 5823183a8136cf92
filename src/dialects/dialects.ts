import type { Type } from '@nestjs/common';
import type { DialectDefinition, DialectPresentation } from '../common/dialects/define-dialect';
import { EDD } from './edd/edd.dialect';
import { EddModule } from './edd/edd.module';
import { LIC } from './lic/lic.dialect';
import { LicModule } from './lic/lic.module';
import { GUMROAD } from './gumroad/gumroad.dialect';
import { GumroadModule } from './gumroad/gumroad.module';
import { KEYGEN } from './keygen/keygen.dialect';
import { KeygenModule } from './keygen/keygen.module';
import { LEMON_SQUEEZY } from './lemon-squeezy/lemon-squeezy.dialect';
import { LemonSqueezyModule } from './lemon-squeezy/lemon-squeezy.module';
import { LICENSE_MANAGER } from './license-manager/license-manager.dialect';
import { LicenseManagerModule } from './license-manager/license-manager.module';
import { PROGRAN3 } from './progran3/progran3.dialect';
import { Progran3Module } from './progran3/progran3.module';
import { SLM } from './slm/slm.dialect';
import { SlmModule } from './slm/slm.module';
import { SMBEAUTY } from './smbeauty/smbeauty.dialect';
import { SmBeautyModule } from './smbeauty/smbeauty.module';
import { V2 } from './v2/v2.dialect';
import { V2Module } from './v2/v2.module';
import { HealthModule } from '../platform/monitoring/health.module';

export interface ForeignDialect {
  readonly dialect: DialectDefinition & DialectPresentation & Required<Pick<DialectDefinition, 'reads'>>;
  /** The module that implements it. */
  readonly module: Type<unknown>;
  /** Modules shared with other dialects whose routes its OpenAPI document includes. */
  readonly shared?: readonly Type<unknown>[];
}

/** Every API except the native one. */
export const FOREIGN_DIALECTS: readonly ForeignDialect[] = [
  { dialect: V2, module: V2Module, shared: [HealthModule] },
  { dialect: LICENSE_MANAGER, module: LicenseManagerModule },
  { dialect: LIC, module: LicModule },
  { dialect: SMBEAUTY, module: SmBeautyModule, shared: [HealthModule] },
  { dialect: PROGRAN3, module: Progran3Module },
  { dialect: EDD, module: EddModule },
  { dialect: SLM, module: SlmModule },
  { dialect: LEMON_SQUEEZY, module: LemonSqueezyModule },
  { dialect: GUMROAD, module: GumroadModule },
  { dialect: KEYGEN, module: KeygenModule },
];
