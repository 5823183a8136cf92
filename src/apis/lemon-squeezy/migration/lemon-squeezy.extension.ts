import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { ShadowingModule } from '../../../plugins/migration/shadowing/shadowing.module';
import { LemonSqueezyShadowing } from './lemon-squeezy.shadowing';

@Module({ imports: [ShadowingModule], providers: [LemonSqueezyShadowing] })
class LemonSqueezyShadowingModule {}

export const LEMON_SQUEEZY_SHADOWING = extendPlugin({ of: 'migration', modules: [LemonSqueezyShadowingModule] });
