/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AnomalyReaction = {
    /**
     * When the license is disabled, unless the anomaly is resolved or the reaction undone before; null for never. ISO 8601.
     */
    suspend_at: string | null;
    /**
     * When the license was disabled; null if it was not. ISO 8601.
     */
    suspended_at: string | null;
    /**
     * When the reaction was undone; null if it was not. ISO 8601.
     */
    undone_at: string | null;
    /**
     * Name of the user who undid it, or address of the customer who signed in.
     */
    undone_by: string | null;
    /**
     * Whether the customer was told by e-mail.
     */
    mail_customer: boolean;
    /**
     * Whether the customer was asked to sign in to the portal.
     */
    ask_sign_in: boolean;
    /**
     * Whether the vendor was told by e-mail.
     */
    report: boolean;
};

