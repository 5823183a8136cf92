/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GrantedBy } from './GrantedBy';
export type HeldEntitlement = {
    /**
     * Value of the entitlement, of its type: true or false, a whole number, a text, or one of its choices.
     */
    value: (boolean | number | string);
    /**
     * Expiration time; null if the grant never expires. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    expires_at: string | null;
    /**
     * Whether the policy grants it, or the license itself.
     */
    from: GrantedBy;
};

