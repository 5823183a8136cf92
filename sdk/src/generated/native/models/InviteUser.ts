/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type InviteUser = {
    /**
     * Login name, 1 to 255 characters without white space. Case-insensitive and unique, also among deactivated users.
     */
    username: string;
    /**
     * E-mail address; null if none. At most 255 characters.
     */
    email?: string | null | undefined;
    /**
     * `owner` has full access; `admin` cannot manage owners or change settings; `support` can read and deactivate devices; `viewer` can only read. Or the name or UUID of another role: the caller must have its permissions. At most 255 characters.
     */
    role: string;
    /**
     * UUIDs or references of the only products for the user: the role is limited to them, by a role that exists or a new one, which needs `roles:write`. All products of the role by default. 1 to 50 items.
     */
    products?: Array<string> | undefined;
};

