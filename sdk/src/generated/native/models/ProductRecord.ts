/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ProductRecord = {
    /**
     * UUID.
     */
    id: string;
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
     * ID of the product's item on Envato Market.
     */
    envato_item_id: string | null;
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
     * Page on which customers buy more; null without one.
     */
    upgrade_url: string | null;
    /**
     * Whether programs whose license is usable get name and company of its customer.
     */
    shows_customer: boolean;
    /**
     * What license files may carry, if they are asked for it, besides the license.
     */
    license_file_parts: Array<string>;
    /**
     * Hosts that take no seat, besides those of the policy.
     */
    free_hosts: Array<string>;
    /**
     * Whether a payment of a shop that carries no purchase link continues a license of its customer, instead of giving another one. `when_single`: if there is exactly one, and a person chooses among several. `ask`: a person chooses.
     */
    continue_licenses: string;
    /**
     * Algorithm that signs for programs of the product; null for that of the setting `signing.alg`.
     */
    signing_alg: string | null;
    /**
     * Public key of Sparkle's signatures.
     */
    sparkle_public_key: string | null;
    /**
     * Public key of Tauri's signatures.
     */
    tauri_public_key: string | null;
    /**
     * Policy id.
     */
    policy_id: string | null;
    /**
     * Trial policy id.
     */
    trial_policy_id: string | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

