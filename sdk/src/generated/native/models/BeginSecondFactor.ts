/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type BeginSecondFactor = {
    /**
     * Password that is valid now; any text for a user who has none, and who signed in a few minutes ago. At most 200 characters.
     */
    current_password: string;
};

