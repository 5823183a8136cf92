import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { V2Shadowing } from './v2.shadowing';

@Module({ providers: [V2Shadowing] })
class V2ShadowingModule {}

export const V2_SHADOWING = extendPlugin({ of: 'migration', modules: [V2ShadowingModule] });
