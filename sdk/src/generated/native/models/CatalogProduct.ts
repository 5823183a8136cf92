/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CatalogCredit } from './CatalogCredit';
import type { CatalogEntitlement } from './CatalogEntitlement';
import type { CatalogMeter } from './CatalogMeter';
import type { CatalogProductPolicy } from './CatalogProductPolicy';
import type { ContinueLicenses } from './ContinueLicenses';
import type { LicenseFilePart } from './LicenseFilePart';
import type { SigningAlg } from './SigningAlg';
export type CatalogProduct = {
    /**
     * Product identifier used by programs and licenses. Unique. At most 255 characters.
     */
    reference: string;
    /**
     * Display name of the product. At most 255 characters.
     */
    name: string;
    /**
     * Description of the product; empty by default. At most 2,000 characters.
     */
    description?: string | undefined;
    /**
     * ID of the product's item on Envato Market. At most 255 characters.
     */
    envato_item_id?: string | null | undefined;
    /**
     * Whether the product is active. Licenses of an inactive product cannot be activated; active devices keep working. True by default.
     */
    is_active?: boolean | undefined;
    /**
     * Whether downloading updates requires a license. True by default.
     */
    updates_need_license?: boolean | undefined;
    /**
     * Whether updates lead directly to the latest version instead of the next one. True by default.
     */
    serve_latest_updates?: boolean | undefined;
    /**
     * Custom vendor data, at most 16 KB. Programs read the object `public` in it, at most 8 KB, in signed answers; the portal also `portal`, feeds also `feed`.
     */
    metadata?: Record<string, unknown> | undefined;
    /**
     * Page on which customers buy more, which programs can open. In it, `{license}` is replaced by the license's UUID, `{product}` by the reference of the product. Null without one. At most 2,000 characters.
     */
    upgrade_url?: string | null | undefined;
    /**
     * Whether programs whose license is usable get name and company of its customer, in signed answers. False by default.
     */
    shows_customer?: boolean | undefined;
    /**
     * Whether a payment of a shop that carries no purchase link continues a license of its customer, instead of giving another one. `when_single`: if there is exactly one, and a person chooses among several. `ask`: a person chooses.
     */
    continue_licenses?: ContinueLicenses | undefined;
    /**
     * What license files may carry, if they are asked for it by `include`, besides the license; nothing by default.
     */
    license_file_parts?: Array<LicenseFilePart> | undefined;
    /**
     * Hosts that take no seat if a domain is activated, besides those of the policy: domains, `*.example.com`, or a label such as `acceptance.*`.
     */
    free_hosts?: Array<string> | undefined;
    /**
     * Algorithm that signs answers, license files, license keys and update manifests of the product; null for that of the setting `signing.alg`. `ES256` needs a signing key of this algorithm.
     */
    signing_alg?: SigningAlg | null | undefined;
    /**
     * Public Ed25519 key that verifies Sparkle's signatures of uploaded files (`SUPublicEDKey`), in base64; null accepts none. At most 255 characters.
     */
    sparkle_public_key?: string | null | undefined;
    /**
     * Public minisign key that verifies Tauri's signatures of uploaded files (`pubkey` of its updater); null accepts none. At most 255 characters.
     */
    tauri_public_key?: string | null | undefined;
    /**
     * Name that the object had before. A server that has an object of that name, and none of the new one, renames it; otherwise it has no effect, so that it can stay in the catalog. At most 255 characters.
     */
    renamed_from?: string | undefined;
    /**
     * Name of the shared policy of trials, or the reference of the product whose own policy it is; null offers none. At most 255 characters.
     */
    trial_policy?: string | null | undefined;
    /**
     * The product's own policy; its name is the reference of the product by default.
     */
    policy?: CatalogProductPolicy | undefined;
    /**
     * Entitlements that the product declares. At most 2,000 items.
     */
    entitlements?: Array<CatalogEntitlement> | undefined;
    /**
     * Meters that the product declares. At most 2,000 items.
     */
    meters?: Array<CatalogMeter> | undefined;
    /**
     * Credits that the product declares. At most 2,000 items.
     */
    credits?: Array<CatalogCredit> | undefined;
};

