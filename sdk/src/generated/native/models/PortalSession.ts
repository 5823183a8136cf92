/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PortalSession = {
    /**
     * Link that signs in to the portal, once. Send the customer's browser there, and store it nowhere.
     */
    url: string;
    /**
     * When the link can no longer be used. ISO 8601.
     */
    expires_at: string;
};

