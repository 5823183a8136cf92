import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { LicenseAdministrationModule } from '../../../core/licensing';
import { ResourcesModule } from '../resources.module';
import { V2ResourceController } from './resource.controller';

/** The calls of the V2 API about resources. */
@Module({ imports: [LicenseAdministrationModule, ResourcesModule], controllers: [V2ResourceController] })
class V2ResourcesModule {}

export const V2_RESOURCES = extendPlugin({ of: 'v2', modules: [V2ResourcesModule], pathPrefixes: ['/api/resources'] });
