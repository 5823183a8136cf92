/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Contact = {
    id: string;
    name: string;
    position: string;
    emails: Array<string>;
    phones: Array<string>;
};

