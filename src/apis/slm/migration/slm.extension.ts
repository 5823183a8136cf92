import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { ShadowingModule } from '../../../plugins/migration/shadowing/shadowing.module';
import { SlmShadowing } from './slm.shadowing';

@Module({ imports: [ShadowingModule], providers: [SlmShadowing] })
class SlmShadowingModule {}

export const SLM_SHADOWING = extendPlugin({ of: 'migration', modules: [SlmShadowingModule] });
