/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailLanguage } from './MailLanguage';
import type { SettingValuesLimitsLevel } from './SettingValuesLimitsLevel';
import type { SettingValuesLmRequestsRateLimitingMethod } from './SettingValuesLmRequestsRateLimitingMethod';
import type { SettingValuesPortalClaims } from './SettingValuesPortalClaims';
import type { SettingValuesSignInPasswords } from './SettingValuesSignInPasswords';
import type { SigningAlg } from './SigningAlg';
/**
 * Settings to change, by name. Null resets a setting to its default.
 */
export type SettingValues = {
    /**
     * Percentage of requests to a node that failed with a status of 500 or above within 5 minutes, above which the alert error_rate is raised, if there were at least 20; 0 disables it. Default: 5. 0 to 100.
     */
    'alerts.error_percent'?: number | null | undefined;
    /**
     * Delay of the event loop of a node in milliseconds (99th percentile of 15 seconds) above which the alert event_loop_delay is raised; 0 disables it. Default: 200. 0 to 60,000.
     */
    'alerts.event_loop_delay_ms'?: number | null | undefined;
    /**
     * Failures of a scheduled job in a row from which the alert failing_jobs is raised; 0 disables it. Default: 3. 0 to 1,000.
     */
    'alerts.job_failures'?: number | null | undefined;
    /**
     * Age in seconds of the oldest e-mail that is not sent yet above which the alert mail_queue_age is raised; 0 disables it. Default: 3600. 0 to 86,400.
     */
    'alerts.mail_queue_seconds'?: number | null | undefined;
    /**
     * Requests of a node waiting for a database connection, twice within 15 seconds, above which the alert pool_exhaustion is raised; 0 disables it. Default: 20. 0 to 100,000.
     */
    'alerts.pool_waiting'?: number | null | undefined;
    /**
     * Age in seconds of the oldest due webhook delivery above which the alert webhook_queue_age is raised; 0 disables it. Default: 300. 0 to 86,400.
     */
    'alerts.webhook_queue_seconds'?: number | null | undefined;
    /**
     * Activation requests for one license within an hour, refused ones included, above which the anomaly unusual_activation_pattern is reported; 0 disables it. Default: 20. 0 to 1,000,000.
     */
    'anomalies.activations_per_hour'?: number | null | undefined;
    /**
     * Distinct addresses that request activations of one license within an hour, above which the anomaly unusual_activation_pattern is reported; 0 disables it. Default: 5. 0 to 1,000,000.
     */
    'anomalies.addresses_per_hour'?: number | null | undefined;
    /**
     * Minutes within which the returns of a device count for the anomaly cloned_device. Each copy should be checked several times in them. Default: 360. 10 to 1,440.
     */
    'anomalies.clone_minutes'?: number | null | undefined;
    /**
     * Number of times that a device returns to an address, or to a value of a component, after another one within anomalies.clone_minutes, above which the anomaly cloned_device is reported; 0 disables it. Default: 5. 0 to 100.
     */
    'anomalies.clone_returns'?: number | null | undefined;
    /**
     * Hosts without a seat, local domains aside, activated on one license within 30 days, above which the anomaly many_free_hosts is reported; 0 disables it. Default: 15. 0 to 1,000,000.
     */
    'anomalies.free_hosts'?: number | null | undefined;
    /**
     * Checks and heartbeats of one device within an hour, above which the anomaly excessive_heartbeats is reported; 0 disables it. Default: 300. 0 to 1,000,000.
     */
    'anomalies.heartbeats_per_hour'?: number | null | undefined;
    /**
     * Address of the public keys of a secret scanner that reports leaked license keys to /api/v1/leak-reports, such as https://api.github.com/meta/public_keys/secret_scanning. Empty: its reports are refused. Default: "". At most 255 characters.
     */
    'anomalies.leak_keys_url'?: string | null | undefined;
    /**
     * Devices activated on one license within a day beyond the number of its seats, above which the anomaly license_hopping is reported; 0 disables it. Default: 3. 0 to 1,000,000.
     */
    'anomalies.seat_moves_per_day'?: number | null | undefined;
    /**
     * Days before the expiry of an API key at which the event api_key.expiring is recorded, each from 1 to 365. An empty list disables it. Default: ["14"]. At most 10,000 items.
     */
    'api_keys.expiry_warning_days'?: Array<string> | null | undefined;
    /**
     * Whether destructive changes (revoke, block, delete, free a device, take a seat back, move to another customer, rotate a key) are refused without a `reason`, in the native API and in the console. The other APIs, whose contracts have no such field, and client programs are not held to it. Default: false.
     */
    'audit.reason_required'?: boolean | null | undefined;
    /**
     * Hours between two backups to the folder BACKUP_DIR, if a node has one. The alert backup_overdue is raised when the last one is twice as old; 0 makes no backups. Default: 24. 0 to 8,760.
     */
    'backups.every_hours'?: number | null | undefined;
    /**
     * Number of backups that are kept in the folder BACKUP_DIR; older ones are deleted. Default: 7. 1 to 1,000.
     */
    'backups.keep'?: number | null | undefined;
    /**
     * Blacklisted IP addresses, networks (`10.0.0.0/8`) or patterns (`10.0.0.*`). Applies to all APIs. Default: empty. At most 10,000 items.
     */
    'blacklist.addresses'?: Array<string> | null | undefined;
    /**
     * Blacklisted customers: names, references or e-mail addresses. Applies to all APIs. Default: empty. At most 10,000 items.
     */
    'blacklist.buyers'?: Array<string> | null | undefined;
    /**
     * Blacklisted domains; `*.example.com` matches subdomains. Applies to all APIs. Default: empty. At most 10,000 items.
     */
    'blacklist.domains'?: Array<string> | null | undefined;
    /**
     * Blacklisted devices: hardware IDs as sent, or the SHA-256 of those sent as an object. Applies to all APIs. Default: empty. At most 1,000 items.
     */
    'blacklist.fingerprints'?: Array<string> | null | undefined;
    /**
     * Blacklisted license keys. Applies to all APIs. Default: empty. At most 10,000 items.
     */
    'blacklist.license_keys'?: Array<string> | null | undefined;
    /**
     * Largest file, in megabytes, that an import from another license server accepts, and most that it reads from an API. Default: 2048. 1 to 65,536.
     */
    'imports.max_megabytes'?: number | null | undefined;
    /**
     * Days before the expiry of a license at which the event license.expiring is recorded, each from 1 to 3650. An empty list disables it. Default: ["30","7","1"]. At most 10,000 items.
     */
    'licenses.expiry_warning_days'?: Array<string> | null | undefined;
    /**
     * Requests per minute for the "default" limit of the Keyward console. Default: 1000. 1 to 1,000,000.
     */
    'limits.console.default'?: number | null | undefined;
    /**
     * Requests per minute for the "login" limit of the Keyward console. Default: 10. 1 to 1,000,000.
     */
    'limits.console.login'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the Keyward console. Default: 100. 1 to 1,000,000.
     */
    'limits.console.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "unsubscribe" limit of the Keyward console. Default: 60. 1 to 1,000,000.
     */
    'limits.console.unsubscribe'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the EDD Software Licensing API. Default: 100. 1 to 1,000,000.
     */
    'limits.edd.default'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the EDD Software Licensing API. Default: 100. 1 to 1,000,000.
     */
    'limits.edd.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the Gumroad License API. Default: 100. 1 to 1,000,000.
     */
    'limits.gumroad.default'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the Gumroad License API. Default: 100. 1 to 1,000,000.
     */
    'limits.gumroad.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the Keygen API. Default: 100. 1 to 1,000,000.
     */
    'limits.keygen.default'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the Keygen API. Default: 100. 1 to 1,000,000.
     */
    'limits.keygen.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the Lemon Squeezy License API. Default: 60. 1 to 1,000,000.
     */
    'limits.lemon-squeezy.default'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the Lemon Squeezy License API. Default: 100. 1 to 1,000,000.
     */
    'limits.lemon-squeezy.unauthenticated'?: number | null | undefined;
    /**
     * Level of all rate limits: `strict` halves them, `off` disables them, so that passwords and keys can be guessed at any speed. RATE_LIMIT_FACTOR applies as well. The limits of policies and concurrent requests are not affected. Default: "normal".
     */
    'limits.level'?: SettingValuesLimitsLevel | null | undefined;
    /**
     * Requests per minute for the "auth" limit of the LIC License Server API. Default: 10. 1 to 1,000,000.
     */
    'limits.lic.auth'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the LIC License Server API. Default: 1000. 1 to 1,000,000.
     */
    'limits.lic.default'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the LIC License Server API. Default: 100. 1 to 1,000,000.
     */
    'limits.lic.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "verify" limit of the LIC License Server API. Default: 100. 1 to 1,000,000.
     */
    'limits.lic.verify'?: number | null | undefined;
    /**
     * Requests per minute for the "purchase_codes" limit of the License Manager API. Default: 60. 1 to 1,000,000.
     */
    'limits.license-manager.purchase_codes'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the License Manager API. Default: 3000. 1 to 1,000,000.
     */
    'limits.license-manager.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "unknown_purchase_codes" limit of the License Manager API. Default: 20. 1 to 1,000,000.
     */
    'limits.license-manager.unknown_purchase_codes'?: number | null | undefined;
    /**
     * Requests of programs per minute of one address that name no license, or one that does not exist. Default: 100. 1 to 1,000,000.
     */
    'limits.native.client'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the Keyward API. Default: 1000. 1 to 1,000,000.
     */
    'limits.native.default'?: number | null | undefined;
    /**
     * Requests of programs per minute of one device of a license. Default: 100. 1 to 1,000,000.
     */
    'limits.native.device'?: number | null | undefined;
    /**
     * Requests per minute for the "documents" limit of the Keyward API. Default: 100. 1 to 1,000,000.
     */
    'limits.native.documents'?: number | null | undefined;
    /**
     * Requests of programs per minute of one license, for each of its seats. Default: 30. 1 to 1,000,000.
     */
    'limits.native.license'?: number | null | undefined;
    /**
     * Requests per minute for the "login" limit of the Keyward API. Default: 10. 1 to 1,000,000.
     */
    'limits.native.login'?: number | null | undefined;
    /**
     * Requests per minute for the "session" limit of the Keyward API. Default: 60. 1 to 1,000,000.
     */
    'limits.native.session'?: number | null | undefined;
    /**
     * Requests per minute for the "trial" limit of the Keyward API. Default: 10. 1 to 1,000,000.
     */
    'limits.native.trial'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the Keyward API. Default: 100. 1 to 1,000,000.
     */
    'limits.native.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "claim" limit of the Customer portal. Default: 10. 1 to 1,000,000.
     */
    'limits.portal.claim'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the Customer portal. Default: 300. 1 to 1,000,000.
     */
    'limits.portal.default'?: number | null | undefined;
    /**
     * Requests per minute for the "recipient" limit of the Customer portal. Default: 3. 1 to 1,000,000.
     */
    'limits.portal.recipient'?: number | null | undefined;
    /**
     * Requests per minute for the "sign_in" limit of the Customer portal. Default: 10. 1 to 1,000,000.
     */
    'limits.portal.sign_in'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the Customer portal. Default: 100. 1 to 1,000,000.
     */
    'limits.portal.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "activate" limit of the ProGran3 License Server API. Default: 5. 1 to 1,000,000.
     */
    'limits.progran3.activate'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the ProGran3 License Server API. Default: 100. 1 to 1,000,000.
     */
    'limits.progran3.default'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the ProGran3 License Server API. Default: 100. 1 to 1,000,000.
     */
    'limits.progran3.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "validate" limit of the ProGran3 License Server API. Default: 30. 1 to 1,000,000.
     */
    'limits.progran3.validate'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the Software License Manager API. Default: 100. 1 to 1,000,000.
     */
    'limits.slm.default'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the Software License Manager API. Default: 100. 1 to 1,000,000.
     */
    'limits.slm.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the SMBeautyEngine License API. Default: 100. 1 to 1,000,000.
     */
    'limits.smbeauty.unauthenticated'?: number | null | undefined;
    /**
     * Requests per minute for the "admin" limit of the V2 License Server API. Default: 1000. 1 to 1,000,000.
     */
    'limits.v2.admin'?: number | null | undefined;
    /**
     * Requests per minute for the "default" limit of the V2 License Server API. Default: 100. 1 to 1,000,000.
     */
    'limits.v2.default'?: number | null | undefined;
    /**
     * Requests per minute for the "heartbeat" limit of the V2 License Server API. Default: 1. 1 to 1,000,000.
     */
    'limits.v2.heartbeat'?: number | null | undefined;
    /**
     * Requests per minute for the "metrics" limit of the V2 License Server API. Default: 60. 1 to 1,000,000.
     */
    'limits.v2.metrics'?: number | null | undefined;
    /**
     * Requests per minute for the "unauthenticated" limit of the V2 License Server API. Default: 100. 1 to 1,000,000.
     */
    'limits.v2.unauthenticated'?: number | null | undefined;
    /**
     * Whether the first domain activated through the License Manager API becomes the allowed domain of the license. Default: false.
     */
    lm_add_domain_of_first_activation_as_licensed_domain?: boolean | null | undefined;
    /**
     * Alias of throttle.failed_activations_per_domain. Refused activations per domain within 24 hours before further ones are rejected; 0 disables the limit. Default: 0. 0 to 1,000,000.
     */
    lm_blacklist_domain_after_failed_attempts?: number | null | undefined;
    /**
     * Alias of throttle.failed_activations_per_address. Refused activations per address within 24 hours before further ones are rejected; 0 disables the limit. Default: 0. 0 to 1,000,000.
     */
    lm_blacklist_ip_after_failed_attempts?: number | null | undefined;
    /**
     * Alias of blacklist.buyers. Blacklisted customers: names, references or e-mail addresses. Applies to all APIs. Default: empty. At most 10,000 items.
     */
    lm_blacklisted_buyers?: Array<string> | null | undefined;
    /**
     * Alias of blacklist.domains. Blacklisted domains; `*.example.com` matches subdomains. Applies to all APIs. Default: empty. At most 10,000 items.
     */
    lm_blacklisted_domains?: Array<string> | null | undefined;
    /**
     * Alias of blacklist.addresses. Blacklisted IP addresses, networks (`10.0.0.0/8`) or patterns (`10.0.0.*`). Applies to all APIs. Default: empty. At most 10,000 items.
     */
    lm_blacklisted_ips?: Array<string> | null | undefined;
    /**
     * Alias of blacklist.license_keys. Blacklisted license keys. Applies to all APIs. Default: empty. At most 10,000 items.
     */
    lm_blacklisted_license_codes?: Array<string> | null | undefined;
    /**
     * Whether a new activation through the License Manager API deactivates the oldest one if no seat is free. Default: false.
     */
    lm_deactivate_old_activations_on_new_activation?: boolean | null | undefined;
    /**
     * Whether the License Manager API treats www.example.com and example.com as the same domain. Default: true.
     */
    lm_normalize_domain_variants?: boolean | null | undefined;
    /**
     * Whether the License Manager API limits requests per IP address, per API key, or both (the stricter limit applies). Default: "ip_address".
     */
    lm_requests_rate_limiting_method?: SettingValuesLmRequestsRateLimitingMethod | null | undefined;
    /**
     * Maximum number of requests per minute to the License Manager API. Default: 3000. 1 to 1,000,000.
     */
    lm_requests_rate_limiting_period?: number | null | undefined;
    /**
     * Whether the License Manager API enforces a license's allowed IP addresses. Default: true.
     */
    lm_verify_license_ip?: boolean | null | undefined;
    /**
     * Sender of e-mails: an address, or a name with an address in angle brackets. Default: "". At most 255 characters.
     */
    'mail.from'?: string | null | undefined;
    /**
     * Tells customers by e-mail the new key of their license, when it was replaced. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.key_replaced.enabled'?: boolean | null | undefined;
    /**
     * Language of e-mails to customers. Default: "en".
     */
    'mail.language'?: MailLanguage | null | undefined;
    /**
     * Tells customers by e-mail that their license or trial has expired. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.license_expired.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail that their license expires soon, as often as licenses.expiry_warning_days says. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.license_expiring.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail their key and how to activate it, when a license is issued. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.license_issued.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail that their license was revoked. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.license_revoked.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail that their license was suspended. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.license_suspended.enabled'?: boolean | null | undefined;
    /**
     * HTTP webhook signing key of Mailgun, for the webhook /api/v1/mails/webhooks/mailgun. Empty: its reports are refused. Default: "". At most 255 characters.
     */
    'mail.mailgun_signing_key'?: string | null | undefined;
    /**
     * Page on which customers manage their licenses, linked in e-mails and given to programs; empty for none. Default: "". At most 255 characters.
     */
    'mail.manage_url'?: string | null | undefined;
    /**
     * Tells customers by e-mail of a new version that their license includes, unless they want no news. Needs PUBLIC_URL. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.new_version.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail that an order was refunded as a whole or in part. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.order_refunded.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail until when their subscription is paid, when it is renewed. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.order_renewed.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail that the licenses of an order were suspended because a payment is missing. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.order_suspended.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail that a payment failed, and when their licenses are suspended. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.payment_failed.enabled'?: boolean | null | undefined;
    /**
     * Password in the address of the webhook at Postmark: https://keyward:PASSWORD@HOST/api/v1/mails/webhooks/postmark. Empty: its reports are refused. Default: "". At most 255 characters.
     */
    'mail.postmark_password'?: string | null | undefined;
    /**
     * Tells customers by e-mail that all devices of their license are in use. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.seat_limit_reached.enabled'?: boolean | null | undefined;
    /**
     * ARNs of the topics of Amazon SNS to which Amazon SES reports, for the webhook /api/v1/mails/webhooks/ses. Messages of other topics are refused. Default: empty. At most 10 items.
     */
    'mail.ses_topics'?: Array<string> | null | undefined;
    /**
     * SMTP server for e-mails: smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://USER:PASSWORD@HOST:465 (TLS), with special characters percent-encoded. Empty: no e-mails are made. Default: "". At most 255 characters.
     */
    'mail.smtp_url'?: string | null | undefined;
    /**
     * Tells customers by e-mail how to begin a trial that was asked for with their address, by a link. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.trial_confirm.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail that their trial ends soon. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.trial_ending.enabled'?: boolean | null | undefined;
    /**
     * Tells customers by e-mail their key and the end of the trial, when a trial begins. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.trial_started.enabled'?: boolean | null | undefined;
    /**
     * Tells the addresses of mail.vendor_to by e-mail that the buyer disputes the payment of an order. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.vendor_disputed.enabled'?: boolean | null | undefined;
    /**
     * Tells the addresses of mail.vendor_to by e-mail of an event of a shop that needs attention. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.vendor_needs_attention.enabled'?: boolean | null | undefined;
    /**
     * Tells the addresses of mail.vendor_to by e-mail of each order. Needs mail.smtp_url and mail.from. Default: false.
     */
    'mail.vendor_sold.enabled'?: boolean | null | undefined;
    /**
     * Addresses that get the e-mails to the vendor, such as those about sales and disputes. Default: empty. At most 20 items.
     */
    'mail.vendor_to'?: Array<string> | null | undefined;
    /**
     * Shown to callers whose changes are refused during maintenance. Default: "Maintenance". At most 255 characters.
     */
    'maintenance.reason'?: string | null | undefined;
    /**
     * Until then, every change is refused with 503 and `Retry-After`, by every API and on every page. Checks, sessions, usage, signing in and background jobs go on. At most 7 days ahead; empty for no maintenance. Default: "". At most 255 characters.
     */
    'maintenance.until'?: string | null | undefined;
    /**
     * Share of the time in percent in which background migrations work; they pause for the rest, and while a standby is more than 64 MiB behind. 0 stops them after the current batch or index. Default: 50. 0 to 100.
     */
    'migrations.pace_percent'?: number | null | undefined;
    /**
     * Client ID that the OpenID provider has given to this server. Only owners can change it. Default: "". At most 255 characters.
     */
    'oidc.client_id'?: string | null | undefined;
    /**
     * Client secret of the OpenID provider; empty for a public client. It is stored encrypted if SECRETS_KEY is set, and never shown. Only owners can change it. Default: "". At most 255 characters.
     */
    'oidc.client_secret'?: string | null | undefined;
    /**
     * Issuer URL of the OpenID provider through which staff sign in, without `/.well-known/openid-configuration`. https; http only on this machine. It may be in a private network. Empty: no sign-in through a provider. Only owners can change it. Default: "". At most 255 characters.
     */
    'oidc.issuer'?: string | null | undefined;
    /**
     * Name of the OpenID provider on the sign-in page; the host of the issuer if empty. Only owners can change it. Default: "". At most 255 characters.
     */
    'oidc.name'?: string | null | undefined;
    /**
     * Claim of the ID token or of the user info that holds the groups or roles of a user: a text or a list. Dots lead into objects, such as `realm_access.roles`. Only owners can change it. Default: "groups". At most 255 characters.
     */
    'oidc.role_claim'?: string | null | undefined;
    /**
     * Roles by value of the claim, as `value=role`. The first entry whose value the claim has decides, at each sign-in; nobody without one can sign in. Only owners can change it. Default: empty. At most 200 items.
     */
    'oidc.role_map'?: Array<string> | null | undefined;
    /**
     * Scopes that are requested from the OpenID provider, `openid` among them. Only owners can change it. Default: ["openid","profile","email"]. At most 20 items.
     */
    'oidc.scopes'?: Array<string> | null | undefined;
    /**
     * Whether customers can claim licenses that were bought under another address, by the key and the e-mail address of the license or the number of its purchase: off, with_approval by an admin, or on. Licenses of customers who have signed in to the portal always wait for approval. Default: "off".
     */
    'portal.claims'?: SettingValuesPortalClaims | null | undefined;
    /**
     * Color of buttons and links in the portal, such as #0b6b5c. Darkened until white is readable on it. Default: "#2559d6". At most 255 characters.
     */
    'portal.color'?: string | null | undefined;
    /**
     * Whether customers can download versions in the portal. Default: true.
     */
    'portal.downloads'?: boolean | null | undefined;
    /**
     * Whether customers can sign in at /portal. Needs PUBLIC_URL, to which the links in e-mails lead, mail.smtp_url and mail.from; without them the portal stays off. Default: false.
     */
    'portal.enabled'?: boolean | null | undefined;
    /**
     * Imprint, linked on each page of the portal; empty for none. Default: "". At most 255 characters.
     */
    'portal.imprint_url'?: string | null | undefined;
    /**
     * Square picture beside the name of the vendor in the portal; empty for none. Default: "". At most 255 characters.
     */
    'portal.logo_url'?: string | null | undefined;
    /**
     * Whether customers can issue license files for offline devices in the portal, and release these devices. Default: true.
     */
    'portal.offline_devices'?: boolean | null | undefined;
    /**
     * Privacy notice, linked on each page of the portal; empty for none. Default: "". At most 255 characters.
     */
    'portal.privacy_url'?: string | null | undefined;
    /**
     * References of the products whose licenses the portal shows; empty for all products. Default: empty. At most 10,000 items.
     */
    'portal.products'?: Array<string> | null | undefined;
    /**
     * Whether customers can renew the files of relays without a connection in the portal. Default: false.
     */
    'portal.relay_renewals'?: boolean | null | undefined;
    /**
     * Whether customers can release devices in the portal, as often as the policy of the license allows. Default: true.
     */
    'portal.release_devices'?: boolean | null | undefined;
    /**
     * Addresses with which the return_url of a portal session may begin, such as https://shop.example.com/account: the origin is compared whole, the path by its segments. Empty allows none. Default: empty. At most 100 items.
     */
    'portal.return_urls'?: Array<string> | null | undefined;
    /**
     * Address to which the portal sends customers with questions; empty for none. Default: "". At most 255 characters.
     */
    'portal.support_email'?: string | null | undefined;
    /**
     * Name of the vendor in the portal and in its e-mails; the sender of mail.from by default. Default: "". At most 255 characters.
     */
    'portal.vendor_name'?: string | null | undefined;
    /**
     * Days for which audit entries are kept; 0 keeps them forever. Whole months are deleted, each as soon as its last day is older than this. Default: 0. 0 to 36,500.
     */
    'retention.audit_days'?: number | null | undefined;
    /**
     * Days for which events are kept; 0 keeps them forever. Whole months are deleted, each as soon as its last day is older than this. Default: 0. 0 to 36,500.
     */
    'retention.events_days'?: number | null | undefined;
    /**
     * Days for which requests of users and API keys are kept; 0 keeps them forever. Whole months are deleted, each as soon as its last day is older than this. Default: 0. 0 to 36,500.
     */
    'retention.requests_days'?: number | null | undefined;
    /**
     * Days for which license checks are kept; 0 keeps them forever. Whole months are deleted, each as soon as its last day is older than this. Default: 0. 0 to 36,500.
     */
    'retention.verifications_days'?: number | null | undefined;
    /**
     * Addresses for reports of vulnerabilities of this installation, the preferred one first, such as `mailto:security@example.com`. `/.well-known/security.txt` (RFC 9116) names them; it is not found while there are none. Default: empty. At most 5 items.
     */
    'security_txt.contacts'?: Array<string> | null | undefined;
    /**
     * Languages in which you read reports of vulnerabilities, such as `en`; named by `/.well-known/security.txt`. Default: empty. At most 20 items.
     */
    'security_txt.languages'?: Array<string> | null | undefined;
    /**
     * Page that says how you handle reports of vulnerabilities; named by `/.well-known/security.txt`. Default: "". At most 255 characters.
     */
    'security_txt.policy'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the EDD Software Licensing API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.edd.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the EDD Software Licensing API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.edd.percent'?: number | null | undefined;
    /**
     * Address of the old server of the EDD Software Licensing API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.edd.url'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the Gumroad API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.gumroad.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the Gumroad API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.gumroad.percent'?: number | null | undefined;
    /**
     * Address of the old server of the Gumroad API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.gumroad.url'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the Keygen API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.keygen.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the Keygen API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.keygen.percent'?: number | null | undefined;
    /**
     * Address of the old server of the Keygen API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.keygen.url'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the Lemon Squeezy API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.lemon-squeezy.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the Lemon Squeezy API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.lemon-squeezy.percent'?: number | null | undefined;
    /**
     * Address of the old server of the Lemon Squeezy API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.lemon-squeezy.url'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the LIC API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.lic.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the LIC API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.lic.percent'?: number | null | undefined;
    /**
     * Address of the old server of the LIC API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.lic.url'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the License Manager API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.license-manager.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the License Manager API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.license-manager.percent'?: number | null | undefined;
    /**
     * Address of the old server of the License Manager API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.license-manager.url'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the ProGran3 API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.progran3.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the ProGran3 API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.progran3.percent'?: number | null | undefined;
    /**
     * Address of the old server of the ProGran3 API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.progran3.url'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the Software License Manager API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.slm.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the Software License Manager API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.slm.percent'?: number | null | undefined;
    /**
     * Address of the old server of the Software License Manager API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.slm.url'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the SMBeautyEngine API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.smbeauty.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the SMBeautyEngine API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.smbeauty.percent'?: number | null | undefined;
    /**
     * Address of the old server of the SMBeautyEngine API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.smbeauty.url'?: string | null | undefined;
    /**
     * Reference of the product that gets a license for each unknown key that the old server of the V2 API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created. Default: "". At most 255 characters.
     */
    'shadow.v2.learn'?: string | null | undefined;
    /**
     * Percentage of the license keys whose requests to the V2 API this server answers; the old server answers the others. Default: 0. 0 to 100.
     */
    'shadow.v2.percent'?: number | null | undefined;
    /**
     * Address of the old server of the V2 API, without a path. Empty: this server alone answers. Default: "". At most 255 characters.
     */
    'shadow.v2.url'?: string | null | undefined;
    /**
     * Name of the one owner whose password works while `sign_in.passwords` is `off`, for days when the OpenID provider fails. Only owners can change it. Default: "". At most 255 characters.
     */
    'sign_in.break_glass_user'?: string | null | undefined;
    /**
     * Whether users can sign in with a password. `off` is accepted once an owner has signed in through the OpenID provider, and leaves only the password of `sign_in.break_glass_user`, in every API and in the console. Only owners can change it. Default: "on".
     */
    'sign_in.passwords'?: SettingValuesSignInPasswords | null | undefined;
    /**
     * Roles that need a second factor. A user of such a role without one can only set it up; sessions that exist are held to it at once. A sign-in through the OpenID provider counts if its `amr` names mfa, otp, hwk or sc. Only owners can change it. Default: empty. At most 100 items.
     */
    'sign_in.second_factor_roles'?: Array<string> | null | undefined;
    /**
     * Algorithm that signs for products that name none: `EdDSA` (Ed25519), or `ES256` (P-256), which needs a signing key of this kind. Programs with a client that knows only EdDSA do not trust what ES256 signed. Default: "EdDSA".
     */
    'signing.alg'?: SigningAlg | null | undefined;
    /**
     * Refused activations per address within 24 hours before further ones are rejected; 0 disables the limit. Default: 0. 0 to 1,000,000.
     */
    'throttle.failed_activations_per_address'?: number | null | undefined;
    /**
     * Refused activations per domain within 24 hours before further ones are rejected; 0 disables the limit. Default: 0. 0 to 1,000,000.
     */
    'throttle.failed_activations_per_domain'?: number | null | undefined;
};

