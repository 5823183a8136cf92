/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type QuickEditRequest = {
    /**
     * The last day on which the license is valid, in UTC. Null removes the expiration date; omitted leaves it unchanged.
     */
    valid_until?: string | null | undefined;
    /**
     * Maximum number of active devices. Null is unlimited; omitted leaves it unchanged. 1 to 2,147,483,647.
     */
    max_activations?: number | null | undefined;
    /**
     * Maximum number of users. Null is unlimited; omitted leaves it unchanged. 1 to 2,147,483,647.
     */
    max_users?: number | null | undefined;
};

