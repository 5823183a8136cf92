/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export type { AppBundleChange, NewAppBundle } from './app-bundles/app-bundles.service';
export { IsAppBundleId } from './app-bundles/dto/app-bundle-id';
export { AppBundleDto, CreateAppBundleDto, UpdateAppBundleDto } from './app-bundles/dto/app-bundle.dto';
export type { Health } from './app-bundles/health';
export { addFromForm } from './artifacts/artifact-form';
export type { ArtifactUpload } from './artifacts/artifacts.service';
export { UpdateArtifactDto } from './artifacts/dto/artifact.dto';
export { fitting, heldOf } from './artifacts/fitting-artifacts';
export { DefinitionsService } from './definitions/definitions.service';
export { ENTITLEMENT_TYPES } from './definitions/entitlement.entity';
export type { EntitlementInput } from './definitions/entitlements.service';
export { METER_KINDS } from './definitions/meter.entity';
export type { MeterInput } from './definitions/meters.service';
export { CODE_RULE, DefinitionCodePipe } from '../common/validation/definition-code';
export { type CreditTerms, type FeatureRates, type NextRates, rateListsAt, rateTexts } from './grants/credit-terms';
export { AreCreditGrants, AreRates, creditFields, type SentNextRates } from './grants/dto/credit-terms.dto';
export { entitlementFields, type SentGrants } from './grants/dto/grants.dto';
export { AreMeterGrants, meterFields } from './grants/dto/meter-terms.dto';
export { Grants, type GrantSet } from './grants/grants';
export type { RateLimits } from '../common/limits/rate-limit-terms';
export { holderLimits, METER_ANCHORS, METER_PERIODS, type MeterTerms } from './grants/meter-terms';
export {
  type Behavior,
  type BehaviorKind,
  type BehaviorRow,
  RENEWAL_BASES,
  REPORTABLE_RULES,
  type ReportableRule,
} from './policies/behavior';
export { PolicyVersionDto, PublishPolicyVersionDto } from './policies/dto/policy-version.dto';
export { PolicyBehaviorDto } from './policies/dto/behavior.dto';
export { endOfTermSql, type GivenSpan } from './policies/duration';
export { generateKey, SIGNED_KEY_FORMAT } from './policies/key-format';
export type { MistypedKey } from './policies/key-typo';
export { type PolicyChange, versionOf } from './policies/policies.service';
export { EXPIRY_BASES, TRIAL_REQUIREMENTS } from './policies/policy.entity';
export { PRODUCTS } from './products/names';
export { CONTINUE_LICENSES, type ContinueLicenses } from './products/product.entity';
export type { NewProduct, ProductFilter } from './products/products.service';
export { ModuleFieldsDto } from './program-modules/dto/program-module.dto';
export { MODULE_NAME } from './program-modules/module-name';
export { ProgramModule } from './program-modules/program-module.entity';
export { type LoadedModule, MAX_MODULE_BYTES } from './program-modules/program-modules.service';
export type { Integrity, Signature } from './update-signing/integrity';
export { SigningModule } from './update-signing/signing.module';
export { UpdateSignerService } from './update-signing/update-signer.service';
export { UpdateSigningKey } from './update-signing/update-signing-key.entity';
export { UpdateSigningKeysService } from './update-signing/update-signing-keys.service';
export { ARCHS, KINDS, PLATFORMS } from './versions/artifact-target';
export { AdvanceRolloutDto, ChangeRolloutDto, StopVersionDto } from './versions/dto/version-rollout.dto';
export { CreateVersionDto, UpdateVersionDto, VersionDto, versionInput } from './versions/dto/version.dto';
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
export type { Update } from './versions/updates.service';
export type { DownloadsOfDay } from './versions/version-downloads.service';
export { VersionFileTypePipe } from './versions/version-file-type.pipe';
export { fileOf } from './versions/version-file';
export { lackedIn, type VersionReach } from './versions/version-reach';
export { VersionRolloutsService } from './versions/version-rollouts.service';
export type { NewVersion, VersionChange, VersionFiles } from './versions/versions.service';
