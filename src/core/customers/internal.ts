/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export { CUSTOMER_ROLES } from './customer-users/customer-user.entity';
export { MAX_CUSTOMER_USERS } from './customer-users/customer-users.service';
export { AddCustomerUserDto } from './customer-users/dto/customer-user.dto';
export { CustomerSearchService, type FoundCustomers } from './customers/customer-search.service';
export { CUSTOMER_NAMES } from './customers/customer-names';
export type { CustomerFilter } from './customers/customers.service';
export { CreateCustomerDto, CUSTOMER_FIELDS, CustomerDto } from './customers/dto/customer.dto';
export {
  CUSTOMER_COLUMNS,
  CUSTOMER_FORMAT,
  type CustomerColumn,
  ImportCustomersService,
} from './customers/import-customers.service';
export { IMPORT_LOCK } from './customers/import-lock';
export { CreateGroupDto, GroupDto, UpdateGroupDto } from './groups/dto/group.dto';
export { GroupsService } from './groups/groups.service';
export { MergeCustomersService, type MergePreview, PREVIEWED_LICENSES } from './merging/merge-customers.service';
