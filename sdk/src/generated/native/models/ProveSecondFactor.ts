/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ProveSecondFactor = {
    /**
     * Password that is valid now; any text for a user who has none, and who signed in a few minutes ago. At most 200 characters.
     */
    current_password: string;
    /**
     * Code of the authenticator app, or a recovery code. Spaces and hyphens are ignored. At most 64 characters; each code works once.
     */
    code: string;
};

