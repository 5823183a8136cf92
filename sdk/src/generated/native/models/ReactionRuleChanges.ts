/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ReactionRuleChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Type.
     */
    type?: string | undefined;
    /**
     * Policy id.
     */
    policy_id?: string | null | undefined;
    /**
     * Whether the customer is told by e-mail.
     */
    mail_customer?: boolean | undefined;
    /**
     * Whether the customer is asked to sign in to the portal.
     */
    ask_sign_in?: boolean | undefined;
    /**
     * Whether the vendor is told by e-mail.
     */
    report?: boolean | undefined;
    /**
     * Days until the license is disabled; null for never.
     */
    suspend_after_days?: number | null | undefined;
    /**
     * Created at. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

