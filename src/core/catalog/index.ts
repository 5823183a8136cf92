/** Plug-ins may use these names of the room. */
export { APP_BUNDLE_STATUSES, AppBundle } from './app-bundles/app-bundle.entity';
export { AppBundlesModule } from './app-bundles/app-bundles.module';
export { type AppBundleChange, AppBundlesService, type NewAppBundle } from './app-bundles/app-bundles.service';
export { IsAppBundleId } from './app-bundles/dto/app-bundle-id';
export { AppBundleDto, CreateAppBundleDto, UpdateAppBundleDto } from './app-bundles/dto/app-bundle.dto';
export { type Health, healthOf } from './app-bundles/health';
export { LicenseFilesService } from './app-bundles/license-files.service';
export { addFromForm } from './artifacts/artifact-form';
export { ArtifactsModule } from './artifacts/artifacts.module';
export { ArtifactsService, type ArtifactUpload } from './artifacts/artifacts.service';
export { UpdateArtifactDto } from './artifacts/dto/artifact.dto';
export { fitting } from './artifacts/fitting-artifacts';
export { DefinitionsModule } from './definitions/definitions.module';
export { DefinitionsService } from './definitions/definitions.service';
export { PutEntitlementDto } from './definitions/dto/entitlement.dto';
export { PutMeterDto } from './definitions/dto/meter.dto';
export { Entitlement, ENTITLEMENT_TYPES } from './definitions/entitlement.entity';
export { type EntitlementInput, EntitlementsService } from './definitions/entitlements.service';
export { Meter, METER_KINDS } from './definitions/meter.entity';
export { MetersService } from './definitions/meters.service';
export { CODE, CODE_RULE, DefinitionCodePipe, isDefinitionCode } from './grants/definition-code';
export {
  AreEntitlementGrants,
  entitlementFields,
  grantChange,
  meterFields,
  type SentEntitlements,
  type SentGrants,
  type SentMeters,
} from './grants/dto/grants.dto';
export {
  type EntitlementValue,
  type GrantChange,
  type GrantedEntitlement,
  Grants,
  type GrantSet,
} from './grants/grants';
export { METER_ANCHORS, METER_PERIODS, type MeterTerms } from './grants/meter-terms';
export {
  type Behavior,
  BEHAVIOR_ROWS,
  type BehaviorFields,
  behaviorFields,
  behaviorInput,
  type BehaviorKind,
  type BehaviorRow,
  RENEWAL_BASES,
  type RenewalBasis,
} from './policies/behavior';
export { PolicyBehaviorDto } from './policies/dto/behavior.dto';
export { CreatePolicyDto, UpdatePolicyDto } from './policies/dto/policy-input.dto';
export { PolicyDto } from './policies/dto/policy.dto';
export { type Duration, endOfTerm, endOfTermSql, type GivenSpan, monthsInDays, monthsOf } from './policies/duration';
export { DEFAULT_KEY_FORMAT, generateKey, SIGNED_KEY_FORMAT } from './policies/key-format';
export { isWellFormedKey } from './policies/license-key';
export { PoliciesModule } from './policies/policies.module';
export { PoliciesService, type PolicyChange, versionOf } from './policies/policies.service';
export { EXPIRY_BASES, MAX_DURATION_DAYS, Policy, TRIAL_REQUIREMENTS } from './policies/policy.entity';
export { AddProductService } from './products/add-product.service';
export { DeleteProductsService } from './products/delete-products.service';
export { CreateProductDto, ProductDto, UpdateProductDto } from './products/dto/product.dto';
export { PRODUCTS } from './products/names';
export { Product } from './products/product.entity';
export { ProductsModule } from './products/products.module';
export { type NewProduct, type ProductChange, type ProductFilter, ProductsService } from './products/products.service';
export { ModuleFieldsDto } from './program-modules/dto/program-module.dto';
export { MODULE_NAME, ModuleNamePipe } from './program-modules/module-name';
export { ProgramModule } from './program-modules/program-module.entity';
export { ProgramModulesModule } from './program-modules/program-modules.module';
export { type LoadedModule, MAX_MODULE_BYTES, ProgramModulesService } from './program-modules/program-modules.service';
export type { Integrity, Signature } from './update-signing/integrity';
export { SigningModule } from './update-signing/signing.module';
export { UpdateSignerService } from './update-signing/update-signer.service';
export { UpdateSigningKey } from './update-signing/update-signing-key.entity';
export { UpdateSigningKeysService } from './update-signing/update-signing-keys.service';
export { ARCHS, KINDS, PLATFORMS } from './versions/artifact-target';
export { VersionArtifact } from './versions/artifact.entity';
export { AdvanceRolloutDto, ChangeRolloutDto, StopVersionDto } from './versions/dto/version-rollout.dto';
export { CreateVersionDto, UpdateVersionDto, VersionDto, versionInput } from './versions/dto/version.dto';
export { OfferedVersionsService, type PublishedVersion } from './versions/offered-versions.service';
export { ProductVersion, VERSION_FILES, type VersionFileType } from './versions/product-version.entity';
export { CHANNELS, compatibleChannels, STABLE } from './versions/release-channel';
export {
  explainOffer,
  mayDownload,
  nextStepOf,
  type OfferExplanation,
  percentOf,
  type RolloutStep,
  stateOf,
} from './versions/rollout';
export { type Update, UpdatesService } from './versions/updates.service';
export { type DownloadsOfDay, VersionDownloadsService } from './versions/version-downloads.service';
export { VersionFileTypePipe } from './versions/version-file-type.pipe';
export { fileOf } from './versions/version-file';
export { VersionFilesService } from './versions/version-files.service';
export { compareVersions } from './versions/version-order';
export type { VersionReach } from './versions/version-reach';
export { VersionRolloutsService } from './versions/version-rollouts.service';
export { VersionsModule } from './versions/versions.module';
export {
  MAX_VERSION_FILE_BYTES,
  type NewVersion,
  type VersionChange,
  type VersionFiles,
  type VersionFilter,
  VersionsService,
} from './versions/versions.service';
