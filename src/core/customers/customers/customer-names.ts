import type { Naming } from '../../platform/database/any-of';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { CUSTOMERS } from './customer.entity';

/** Finds the rows of customers by uid or reference, for `whereNamed`. */
export const CUSTOMER_NAMES: Naming = { sql: (parameter) => idOrNameSql(CUSTOMERS, parameter), parameters: idOrName };
