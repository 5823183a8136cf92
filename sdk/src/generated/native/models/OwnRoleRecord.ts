/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type OwnRoleRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Name.
     */
    name: string;
    /**
     * Permissions.
     */
    permissions: Array<string>;
    /**
     * Products.
     */
    products: Array<string> | null;
    /**
     * Created at. ISO 8601.
     */
    created_at: string;
    /**
     * Why the change was made, and the order or ticket behind it; missing if neither was given.
     */
    change?: {
        /**
         * Why the change was made.
         */
        reason: string | null;
        /**
         * Order or ticket behind the change.
         */
        reference: string | null;
    } | undefined;
};

