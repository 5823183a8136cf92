/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PublishPolicyVersion = {
    /**
     * What is new in this version. At most 500 characters.
     */
    note?: string | undefined;
};

