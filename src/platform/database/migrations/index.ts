import { CreateProducts1790000000000 } from './1790000000000-create-products';
import { CreateLicenses1790000100000 } from './1790000100000-create-licenses';
import { CreateVerifications1790000200000 } from './1790000200000-create-verifications';
import { CreateAuth1790000300000 } from './1790000300000-create-auth';
import { SeedV2Product1790000400000 } from './1790000400000-seed-v2-product';
import { CreateRecords1790000500000 } from './1790000500000-create-records';
import { CreateSessions1790000600000 } from './1790000600000-create-sessions';
import { IndexMandatoryVersions1790000700000 } from './1790000700000-index-mandatory-versions';
import { TellSessionsApart1790000710000 } from './1790000710000-tell-sessions-apart';
import { IndexLists1790000730000 } from './1790000730000-index-lists';
import { SeedLicProduct1790000740000 } from './1790000740000-seed-lic-product';
import { IndexFigures1790000741000 } from './1790000741000-index-figures';
import { SeedProgran3Product1790000800000 } from './1790000800000-seed-progran3-product';
import { CreateSystems1790000801000 } from './1790000801000-create-systems';
import { IndexOrders1790000802000 } from './1790000802000-index-orders';
import { CreateFiles1790000900000 } from './1790000900000-create-files';
import { CreateAppBundles1790000910000 } from './1790000910000-create-app-bundles';
import { AddVersionFiles1791000100000 } from './1791000100000-add-version-files';
import { CreateUpdateSigningKeys1791000110000 } from './1791000110000-create-update-signing-keys';
import { IndexRefusedActivations1791000200000 } from './1791000200000-index-refused-activations';
import { IndexFingerprintTexts1791000300000 } from './1791000300000-index-fingerprint-texts';
import { RenameUnauthenticatedLimits1792001000000 } from './1792001000000-rename-unauthenticated-limits';
import { LetKeysReactivate1792001000100 } from './1792001000100-let-keys-reactivate';
import { RememberProductOfCustomers1792005000001 } from './1792005000001-remember-product-of-customers';
import { RevokeUpdateSigningKeys1792005000002 } from './1792005000002-revoke-update-signing-keys';
import { IndexProductsOfCustomers1792005000003 } from './1792005000003-index-products-of-customers';
import { IndexRecordsByTime1792010000000 } from './1792010000000-index-records-by-time';
import { PartitionRecords1792010000100 } from './1792010000100-partition-records';
import { RememberLicenseNotices1792010000200 } from './1792010000200-remember-license-notices';
import { IndexLicenseNotices1792010000300 } from './1792010000300-index-license-notices';
import { CreateJobStatuses1792010000400 } from './1792010000400-create-job-statuses';
import { CreateAnomalies1792010000500 } from './1792010000500-create-anomalies';
import { CreateAlerts1792010000600 } from './1792010000600-create-alerts';
import { NumberEvents1792020000000 } from './1792020000000-number-events';
import { IndexEventSequence1792020000100 } from './1792020000100-index-event-sequence';
import { CreateWebhooks1792020000200 } from './1792020000200-create-webhooks';
import { IndexCustomerTexts1792030000000 } from './1792030000000-index-customer-texts';
import { AddReadOnlySessions1792030000100 } from './1792030000100-add-read-only-sessions';
import { CreateResources1792040000000 } from './1792040000000-create-resources';
import { CreateLeads1792050000000 } from './1792050000000-create-leads';
import { IndexSearchedTexts1792070000000 } from './1792070000000-index-searched-texts';
import { IndexDatesByBlock1792090000000 } from './1792090000000-index-dates-by-block';
import { StoreCountersCompactly1792130000000 } from './1792130000000-store-counters-compactly';
import { DropExpiryIndex1792130000100 } from './1792130000100-drop-expiry-index';
import { CreateEntitlements1792200000000 } from './1792200000000-create-entitlements';
import { CreateMeterBalances1792210000000 } from './1792210000000-create-meter-balances';
import { AddTermsOverTime1792220000000 } from './1792220000000-add-terms-over-time';
import { IndexOwnCheckInIntervals1792220000100 } from './1792220000100-index-own-check-in-intervals';
import { LimitTransfers1792220000200 } from './1792220000200-limit-transfers';
import { CreateTrials1792220000300 } from './1792220000300-create-trials';
import { ReadMetersInAFunction1792230000000 } from './1792230000000-read-meters-in-a-function';
import { AddPolicyBehavior1792231000000 } from './1792231000000-add-policy-behavior';
import { CreateLicenseUsers1792240000000 } from './1792240000000-create-license-users';
import { CreateGroups1792240000100 } from './1792240000100-create-groups';
import { IndexGroups1792240000200 } from './1792240000200-index-groups';
import { AddDeviceRules1792250000000 } from './1792250000000-add-device-rules';
import { CreateBundles1792260000000 } from './1792260000000-create-bundles';
import { IndexSeatsByProduct1792260000100 } from './1792260000100-index-seats-by-product';
import { IndexSeats1792260000200 } from './1792260000200-index-seats';
import { BorrowSessions1792270000000 } from './1792270000000-borrow-sessions';
import { IndexBorrowedSessions1792270000100 } from './1792270000100-index-borrowed-sessions';
import { CreatePolicyChanges1792270000200 } from './1792270000200-create-policy-changes';
import { RetireKeys1792280000000 } from './1792280000000-retire-keys';
import { CreateSigningKeys1792280000100 } from './1792280000100-create-signing-keys';
import { CreateKeyPools1792280000200 } from './1792280000200-create-key-pools';
import { AddCountryRules1792290000000 } from './1792290000000-add-country-rules';
import { CountSeatsOfUsers1792300000000 } from './1792300000000-count-seats-of-users';
import { KeepBorrowedSeatsOfUsers1792310000000 } from './1792310000000-keep-borrowed-seats-of-users';
import { SignForOfflineUse1792320000000 } from './1792320000000-sign-for-offline-use';
import { RotateSigningKeys1792330000000 } from './1792330000000-rotate-signing-keys';
import { SignSessions1792330000100 } from './1792330000100-sign-sessions';
import { CreateLicenseFiles1792340000000 } from './1792340000000-create-license-files';
import { AddReleaseChannels1792350000000 } from './1792350000000-add-release-channels';
import { LeaseSessions1792350000100 } from './1792350000100-lease-sessions';
import { CreateSecondFactors1792360000000 } from './1792360000000-create-second-factors';
import { KeepErrorsOfJobs1792370000000 } from './1792370000000-keep-errors-of-jobs';
import { CountSeatEvents1792380000000 } from './1792380000000-count-seat-events';
import { IndexApiKeyEnds1792380000100 } from './1792380000100-index-api-key-ends';
import { IndexLicensesByExpiry1792390000000 } from './1792390000000-index-licenses-by-expiry';
import { MarkReplayedDeliveries1792420000000 } from './1792420000000-mark-replayed-deliveries';
import { IndexFailedDeliveries1792420000100 } from './1792420000100-index-failed-deliveries';
import { NameReleases1792500100000 } from './1792500100000-name-releases';
import { IndexDefaultVerifications1792500200000 } from './1792500200000-index-default-verifications';
import { ReturnUnattachedRows1792500200100 } from './1792500200100-return-unattached-rows';
import { IndexTypedKeys1792500300000 } from './1792500300000-index-typed-keys';
import { AddLocalDomains1792500300100 } from './1792500300100-add-local-domains';
import { KeepOrderOfAnswers1792500400000 } from './1792500400000-keep-order-of-answers';
import { KeepCheckedFiles1792500500000 } from './1792500500000-keep-checked-files';

/** Oldest first. A migration is never edited once it has been released. */
export const MIGRATIONS = [
  CreateProducts1790000000000,
  CreateLicenses1790000100000,
  CreateVerifications1790000200000,
  CreateAuth1790000300000,
  SeedV2Product1790000400000,
  CreateRecords1790000500000,
  CreateSessions1790000600000,
  IndexMandatoryVersions1790000700000,
  TellSessionsApart1790000710000,
  IndexLists1790000730000,
  SeedLicProduct1790000740000,
  IndexFigures1790000741000,
  SeedProgran3Product1790000800000,
  CreateSystems1790000801000,
  IndexOrders1790000802000,
  CreateFiles1790000900000,
  CreateAppBundles1790000910000,
  AddVersionFiles1791000100000,
  CreateUpdateSigningKeys1791000110000,
  IndexRefusedActivations1791000200000,
  IndexFingerprintTexts1791000300000,
  RenameUnauthenticatedLimits1792001000000,
  LetKeysReactivate1792001000100,
  RememberProductOfCustomers1792005000001,
  RevokeUpdateSigningKeys1792005000002,
  IndexProductsOfCustomers1792005000003,
  IndexRecordsByTime1792010000000,
  PartitionRecords1792010000100,
  RememberLicenseNotices1792010000200,
  IndexLicenseNotices1792010000300,
  CreateJobStatuses1792010000400,
  CreateAnomalies1792010000500,
  CreateAlerts1792010000600,
  NumberEvents1792020000000,
  IndexEventSequence1792020000100,
  CreateWebhooks1792020000200,
  IndexCustomerTexts1792030000000,
  AddReadOnlySessions1792030000100,
  CreateResources1792040000000,
  CreateLeads1792050000000,
  IndexSearchedTexts1792070000000,
  IndexDatesByBlock1792090000000,
  StoreCountersCompactly1792130000000,
  DropExpiryIndex1792130000100,
  CreateEntitlements1792200000000,
  CreateMeterBalances1792210000000,
  AddTermsOverTime1792220000000,
  IndexOwnCheckInIntervals1792220000100,
  LimitTransfers1792220000200,
  CreateTrials1792220000300,
  ReadMetersInAFunction1792230000000,
  AddPolicyBehavior1792231000000,
  CreateLicenseUsers1792240000000,
  CreateGroups1792240000100,
  IndexGroups1792240000200,
  AddDeviceRules1792250000000,
  CreateBundles1792260000000,
  IndexSeatsByProduct1792260000100,
  IndexSeats1792260000200,
  BorrowSessions1792270000000,
  IndexBorrowedSessions1792270000100,
  CreatePolicyChanges1792270000200,
  RetireKeys1792280000000,
  CreateSigningKeys1792280000100,
  CreateKeyPools1792280000200,
  AddCountryRules1792290000000,
  CountSeatsOfUsers1792300000000,
  KeepBorrowedSeatsOfUsers1792310000000,
  SignForOfflineUse1792320000000,
  RotateSigningKeys1792330000000,
  SignSessions1792330000100,
  CreateLicenseFiles1792340000000,
  AddReleaseChannels1792350000000,
  LeaseSessions1792350000100,
  CreateSecondFactors1792360000000,
  KeepErrorsOfJobs1792370000000,
  CountSeatEvents1792380000000,
  IndexApiKeyEnds1792380000100,
  IndexLicensesByExpiry1792390000000,
  MarkReplayedDeliveries1792420000000,
  IndexFailedDeliveries1792420000100,
  NameReleases1792500100000,
  IndexDefaultVerifications1792500200000,
  ReturnUnattachedRows1792500200100,
  IndexTypedKeys1792500300000,
  AddLocalDomains1792500300100,
  KeepOrderOfAnswers1792500400000,
  KeepCheckedFiles1792500500000,
];
