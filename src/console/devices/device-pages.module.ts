import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { DeviceListController } from './device-list.controller';

/** The list of devices. */
@Module({ imports: [ClientCallsModule, ProductsModule], controllers: [DeviceListController] })
export class DevicePagesModule {}
