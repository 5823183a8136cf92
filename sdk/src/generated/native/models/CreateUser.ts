/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateUser = {
    /**
     * Login name, 1 to 255 characters without white space. Case-insensitive and unique, also among deactivated users.
     */
    username: string;
    /**
     * E-mail address; null if none. At most 255 characters.
     */
    email?: string | null | undefined;
    /**
     * Password of the new user. 8 to 200 characters.
     */
    password: string;
    /**
     * `owner` has full access; `admin` cannot manage owners or change settings; `support` can read and deactivate devices; `viewer` can only read. Or the name or UUID of another role: the caller must have its permissions. At most 255 characters.
     */
    role: string;
};

