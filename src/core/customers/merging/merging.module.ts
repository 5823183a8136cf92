import { Module } from '@nestjs/common';
import { ArchivesModule } from '../../platform/archives/archives.module';
import { CustomersModule } from '../customers/customers.module';
import { MergeCustomersController } from './merge-customers.controller';
import { MergeCustomersService } from './merge-customers.service';

@Module({
  imports: [ArchivesModule, CustomersModule],
  controllers: [MergeCustomersController],
  providers: [MergeCustomersService],
  exports: [MergeCustomersService],
})
export class MergingModule {}
