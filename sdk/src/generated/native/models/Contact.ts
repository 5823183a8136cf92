/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Contact = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Name of the person.
     */
    name: string;
    /**
     * Position of the person; null if unknown.
     */
    position: string;
    /**
     * E-mail addresses of the person.
     */
    emails: Array<string>;
    /**
     * Phone numbers of the person, as free text.
     */
    phones: Array<string>;
};

