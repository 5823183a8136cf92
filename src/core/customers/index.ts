/** Plug-ins may use these names of the room. */
export { CUSTOMER_ROLES, CustomerUser } from './customer-users/customer-user.entity';
export { CustomerUsersService, MAX_CUSTOMER_USERS } from './customer-users/customer-users.service';
export { AddCustomerUserDto } from './customer-users/dto/customer-user.dto';
export { CustomerSearchService, type FoundCustomers } from './customers/customer-search.service';
export { Customer } from './customers/customer.entity';
export { CustomersModule } from './customers/customers.module';
export { CustomersService } from './customers/customers.service';
export { DeleteCustomersService } from './customers/delete-customers.service';
export { CreateCustomerDto, CUSTOMER_FIELDS, CustomerDto } from './customers/dto/customer.dto';
export { FindOrCreateCustomersService } from './customers/find-or-create-customers.service';
export {
  CUSTOMER_COLUMNS,
  CUSTOMER_FORMAT,
  type CustomerColumn,
  ImportCustomersService,
} from './customers/import-customers.service';
export { IMPORT_LOCK } from './customers/import-lock';
export { CreateGroupDto, GroupDto, UpdateGroupDto } from './groups/dto/group.dto';
export { Group } from './groups/group.entity';
export { GroupsService } from './groups/groups.service';
export { MergeCustomersService, type MergePreview, PREVIEWED_LICENSES } from './merging/merge-customers.service';
