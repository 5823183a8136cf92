/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ChangePassword = {
    /**
     * At most 200 characters.
     */
    current_password: string;
    /**
     * 8 to 200 characters.
     */
    new_password: string;
};

