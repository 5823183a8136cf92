import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { ShadowingModule } from '../../../plugins/migration/shadowing/shadowing.module';
import { GumroadModule } from '../gumroad.module';
import { GumroadShadowing } from './gumroad.shadowing';

@Module({ imports: [GumroadModule, ShadowingModule], providers: [GumroadShadowing] })
class GumroadShadowingModule {}

export const GUMROAD_SHADOWING = extendPlugin({ of: 'migration', modules: [GumroadShadowingModule] });
