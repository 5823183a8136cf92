import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { LicShadowing } from './lic.shadowing';

@Module({ providers: [LicShadowing] })
class LicShadowingModule {}

export const LIC_SHADOWING = extendPlugin({ of: 'migration', modules: [LicShadowingModule] });
