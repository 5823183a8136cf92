/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacySearchLicense = {
    /**
     * Part of the code or of the client's e-mail, in any case of letters.
     */
    keyword: string;
};

