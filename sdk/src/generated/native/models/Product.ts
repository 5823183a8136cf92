/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ContinueLicenses } from './ContinueLicenses';
import type { LicenseFilePart } from './LicenseFilePart';
import type { SigningAlg } from './SigningAlg';
export type Product = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * ID of the product's item on Envato Market.
     */
    envato_item_id: string | null;
    /**
     * Page on which customers buy more; null without one.
     */
    upgrade_url: string | null;
    /**
     * Whether a payment of a shop that carries no purchase link continues a license of its customer, instead of giving another one. `when_single`: if there is exactly one, and a person chooses among several. `ask`: a person chooses.
     */
    continue_licenses: ContinueLicenses;
    /**
     * What license files may carry, if they are asked for it, besides the license.
     */
    license_file_parts: Array<LicenseFilePart>;
    /**
     * Algorithm that signs for programs of the product; null for that of the setting `signing.alg`.
     */
    signing_alg: SigningAlg | null;
    /**
     * Public key of Sparkle's signatures.
     */
    sparkle_public_key: string | null;
    /**
     * Public key of Tauri's signatures.
     */
    tauri_public_key: string | null;
    /**
     * Regular expression of new keys of the product's own policy; null for signed keys.
     */
    key_pattern: string | null;
    /**
     * ID of the product's own policy.
     */
    policy: string;
    /**
     * ID of the policy of trial licenses; null offers no trials.
     */
    trial_policy: string | null;
    /**
     * Reference by which programs name the product, unique.
     */
    reference: string;
    /**
     * Display name of the product.
     */
    name: string;
    /**
     * Description of the product; empty by default.
     */
    description: string;
    /**
     * Whether licenses of the product can be used.
     */
    is_active: boolean;
    /**
     * Whether downloads of updates require a valid license.
     */
    updates_need_license: boolean;
    /**
     * Whether an update leads directly to the latest version, not through each version.
     */
    serve_latest_updates: boolean;
    /**
     * Custom vendor data, of which programs read the object `public`.
     */
    metadata: Record<string, unknown>;
    /**
     * Whether programs whose license is usable get name and company of its customer.
     */
    shows_customer: boolean;
    /**
     * Hosts that take no seat, besides those of the policy.
     */
    free_hosts: Array<string>;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
    /**
     * When it was deleted; null if it is not. ISO 8601.
     */
    archived_at: string | null;
    /**
     * Time until which it can be restored; null if it is not deleted. ISO 8601.
     */
    restorable_until: string | null;
};

