/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ChangePassword = {
    /**
     * Password that is valid now. At most 200 characters.
     */
    current_password: string;
    /**
     * New password; ends all sessions of the user. 8 to 200 characters.
     */
    new_password: string;
};

