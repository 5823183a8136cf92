/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyType } from './AnomalyType';
export type SetReactionRule = {
    /**
     * Type of the anomalies.
     */
    anomaly: AnomalyType;
    /**
     * UUID or name of the policy; by default the rule is for all policies without one of their own. At most 255 characters.
     */
    policy?: string | null | undefined;
    /**
     * Days after which the license is disabled, unless the anomaly is resolved or the reaction undone before; null, the default, for never. 0 to 90.
     */
    suspend_after_days?: number | null | undefined;
    /**
     * Tells the customer by e-mail.
     */
    mail_customer?: boolean | undefined;
    /**
     * Asks the customer by e-mail to sign in to the portal, which cancels a pending suspension.
     */
    ask_sign_in?: boolean | undefined;
    /**
     * Tells the vendor by e-mail.
     */
    report?: boolean | undefined;
};

