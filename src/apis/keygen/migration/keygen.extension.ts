import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { ShadowingModule } from '../../../plugins/migration/shadowing/shadowing.module';
import { KeygenShadowing } from './keygen.shadowing';

@Module({ imports: [ShadowingModule], providers: [KeygenShadowing] })
class KeygenShadowingModule {}

export const KEYGEN_SHADOWING = extendPlugin({ of: 'migration', modules: [KeygenShadowingModule] });
