/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationKind } from './ActivationKind';
export type Activation = {
    /**
     * Number.
     */
    id: number;
    /**
     * Kind of the activation: programs of other APIs activate devices instead of domains.
     */
    kind: ActivationKind;
    /**
     * Client name that the program sent.
     */
    client_name: string | null;
    /**
     * IP address of the client; null if unknown.
     */
    ip: string | null;
    /**
     * User-Agent of the client; null if it sent none.
     */
    user_agent: string | null;
    /**
     * Date of the last activation or reactivation.
     */
    activated_at: string;
    /**
     * Date of the last call by the program.
     */
    last_checked_at: string;
    /**
     * Date of the deactivation; null while active.
     */
    deactivated_at: string | null;
    /**
     * License code.
     */
    license_code: string;
    /**
     * Reference of the product.
     */
    product_reference_id: string;
    /**
     * Domain or device id.
     */
    domain: string;
    /**
     * Whether the activation takes a seat.
     */
    is_active: boolean;
};

