import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { UpdatesModule } from '../../../core/verification/internal';
import { EddModule } from '../edd.module';
import { EddShadowing } from './edd.shadowing';

@Module({ imports: [EddModule, UpdatesModule], providers: [EddShadowing] })
class EddShadowingModule {}

export const EDD_SHADOWING = extendPlugin({ of: 'migration', modules: [EddShadowingModule] });
