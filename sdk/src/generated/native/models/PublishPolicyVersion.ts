/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PublishPolicyVersion = {
    /**
     * News of this version, such as its limits. At most 500 characters.
     */
    note?: string | undefined;
};

