/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseFileStatus = {
    /**
     * Whether the file was revoked, the seat of its device was released since, or the file belongs to another license.
     */
    revoked: boolean;
};

