/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type BeginSecondFactor = {
    /**
     * Password that is valid now. At most 200 characters.
     */
    current_password: string;
};

