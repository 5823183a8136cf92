/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateUser = {
    /**
     * E-mail address; null if none. At most 255 characters.
     */
    email?: string | null | undefined;
    /**
     * New password; ends all sessions of the user. 8 to 200 characters.
     */
    password?: string | undefined;
    /**
     * Name or UUID of the role, which determines the user's permissions. At most 255 characters.
     */
    role?: string | undefined;
};

