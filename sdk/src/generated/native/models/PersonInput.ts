/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PersonInput = {
    /**
     * E-mail address of the person. At most 255 characters.
     */
    email: string;
};

