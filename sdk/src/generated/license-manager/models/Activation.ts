/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Activation = {
    id: number;
    /**
     * Programs of other APIs activate devices.
     */
    kind: 'device' | 'domain';
    /**
     * As the program named itself.
     */
    client_name: string | null;
    ip: string | null;
    user_agent: string | null;
    /**
     * When it last took its seat.
     */
    activated_at: string;
    /**
     * When it last gave a sign of life.
     */
    last_checked_at: string;
    /**
     * Null while it is active.
     */
    deactivated_at: string | null;
    license_code: string;
    product_reference_id: string;
    /**
     * The domain, or the device's id.
     */
    domain: string;
    is_active: boolean;
};

