/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ContinueLicenses } from './ContinueLicenses';
import type { LicenseFilePart } from './LicenseFilePart';
import type { SigningAlg } from './SigningAlg';
export type UpdateProduct = {
    /**
     * Product identifier used by programs and licenses. Unique. At most 255 characters.
     */
    reference?: string | undefined;
    /**
     * Display name of the product. At most 255 characters.
     */
    name?: string | undefined;
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
    metadata?: Record<string, any> | undefined;
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
     * UUID or name of the policy of trial licenses that programs request for this product; null offers no trials. At most 255 characters.
     */
    trial_policy?: string | null | undefined;
};

