import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { DeviceListController } from './device-list.controller';

/** The list of devices. */
@Module({ imports: [ActivationsModule, ProductsModule], controllers: [DeviceListController] })
export class DevicePagesModule {}
