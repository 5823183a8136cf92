/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of the e-mail.
 */
export type MailKind = 'license_issued' | 'order_licenses' | 'trial_confirm' | 'trial_started' | 'license_expiring' | 'trial_ending' | 'license_expired' | 'license_suspended' | 'license_revoked' | 'sharing_noticed' | 'sign_in_asked' | 'sharing_reported' | 'key_replaced' | 'seat_limit_reached' | 'order_renewed' | 'payment_failed' | 'order_suspended' | 'order_refunded' | 'new_version' | 'portal_sign_in' | 'portal_change_email' | 'lost_key' | 'user_invitation' | 'claim_approved' | 'claim_refused' | 'license_moved' | 'vendor_sold' | 'vendor_disputed' | 'vendor_needs_attention';
