import { CreatePlatform1793000000000 } from './1793000000000-create-platform';
import { CreateIdentity1793000000100 } from './1793000000100-create-identity';
import { CreateCatalog1793000000200 } from './1793000000200-create-catalog';
import { CreateCustomers1793000000300 } from './1793000000300-create-customers';
import { CreateLicenses1793000000400 } from './1793000000400-create-licenses';
import { CreateVerification1793000000500 } from './1793000000500-create-verification';
import { CreateLicensing1793000000600 } from './1793000000600-create-licensing';
import { CreateEvents1793000000700 } from './1793000000700-create-events';
import { CreateDialects1793000000800 } from './1793000000800-create-dialects';

/** The initial schema of each room, then one migration for each change, oldest first. A released migration is never edited. */
export const MIGRATIONS = [
  CreatePlatform1793000000000,
  CreateIdentity1793000000100,
  CreateCatalog1793000000200,
  CreateCustomers1793000000300,
  CreateLicenses1793000000400,
  CreateVerification1793000000500,
  CreateLicensing1793000000600,
  CreateEvents1793000000700,
  CreateDialects1793000000800,
];
