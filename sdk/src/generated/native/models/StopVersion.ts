/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type StopVersion = {
    /**
     * Why the version is halted or withdrawn. At most 500 characters.
     */
    reason?: string | null | undefined;
};

