/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CustomerOption = {
    /**
     * Number.
     */
    id: number;
    /**
     * Name and e-mail; the name alone if there is no e-mail.
     */
    text: string;
};

