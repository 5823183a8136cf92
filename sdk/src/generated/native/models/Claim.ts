/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ClaimProof } from './ClaimProof';
import type { ClaimState } from './ClaimState';
export type Claim = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Whether it waits for a decision.
     */
    state: ClaimState;
    /**
     * UUID of the license.
     */
    license_id: string;
    /**
     * Customer who claims the license.
     */
    customer_id: string;
    /**
     * Customer of the license when it was claimed; null for none.
     */
    previous_customer_id: string | null;
    /**
     * Named beside the key: the address of the license's customer, or the number of its purchase; `vendor` for neither.
     */
    proof: ClaimProof;
    /**
     * When it was approved or refused; null while it waits. ISO 8601.
     */
    decided_at: string | null;
    /**
     * Key of the license.
     */
    license_key: string;
    /**
     * Reference of the product.
     */
    product: string;
    /**
     * Address of the signed-in person.
     */
    email: string;
    /**
     * When the license was claimed. ISO 8601.
     */
    created_at: string;
};

