import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { Progran3Shadowing } from './progran3.shadowing';

@Module({ providers: [Progran3Shadowing] })
class Progran3ShadowingModule {}

export const PROGRAN3_SHADOWING = extendPlugin({ of: 'migration', modules: [Progran3ShadowingModule] });
