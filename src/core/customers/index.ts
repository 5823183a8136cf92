/** Plug-ins may use these names of the room. */
export { CustomerUser } from './customer-users/customer-user.entity';
export { CustomerUsersService } from './customer-users/customer-users.service';
export { Customer } from './customers/customer.entity';
export { CustomersModule } from './customers/customers.module';
export { CustomersService } from './customers/customers.service';
export { DeleteCustomersService } from './customers/delete-customers.service';
export { FindOrCreateCustomersService } from './customers/find-or-create-customers.service';
export { Group } from './groups/group.entity';
