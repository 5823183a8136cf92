import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { CustomerUsersController } from './customer-users.controller';
import { CustomerUsersService } from './customer-users.service';

@Module({
  imports: [CustomersModule],
  controllers: [CustomerUsersController],
  providers: [CustomerUsersService],
  exports: [CustomerUsersService],
})
export class CustomerUsersModule {}
