/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GrantedBy } from './GrantedBy';
export type HeldEntitlement = {
    value: (boolean | number | string);
    /**
     * Null never expires. ISO 8601.
     */
    expires_at: string | null;
    /**
     * Who grants it.
     */
    from: GrantedBy;
};

