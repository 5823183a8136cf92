/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportApi = {
    /**
     * Token that may read. It is kept, encrypted, until all pages are read or the reading fails.
     */
    token: string;
    /**
     * Address of the API, if it is not that of the cloud. At most 1,000 characters.
     */
    url?: string | undefined;
    /**
     * Account at Keygen, unless `url` names it. At most 255 characters.
     */
    account?: string | undefined;
};

