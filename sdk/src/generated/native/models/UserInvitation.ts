/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { User } from './User';
export type UserInvitation = {
    /**
     * Link to the page on which the user chooses a password; it works once and cannot be retrieved later. Null if it is sent by e-mail.
     */
    url: string | null;
    /**
     * The new user, who cannot log in yet.
     */
    user: User;
    /**
     * When the link stops working. ISO 8601.
     */
    expires_at: string;
};

