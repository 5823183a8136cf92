/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventOrder } from './EventOrder';
export type ListEventsQuery = {
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
    /**
     * Any of `activation.updated`, `alert.raised`, `alert.cleared`, `anomaly.resolved`, `anomaly.reaction_started`, `anomaly.license_suspended`, `anomaly.reaction_undone`, `api_key.created`, `api_key.updated`, `api_key.rotated`, `api_key.revoked`, `api_key.restored`, `api_key.expiring`, `api_key.refused`, `app_bundle.created`, `app_bundle.updated`, `app_bundle.license_file_replaced`, `app_bundle.deleted`, `backup.requested`, `customer.created`, `customer.updated`, `customer.deleted`, `customer.restored`, `customer.purged`, `customer.merged`, `customer.portal_link_sent`, `customer.portal_session_created`, `customer_user.added`, `customer_user.updated`, `customer_user.removed`, `entitlement.created`, `entitlement.updated`, `entitlement.deleted`, `export.started`, `export.downloaded`, `export.stopped`, `export.removed`, `group.created`, `group.updated`, `group.deleted`, `import.started`, `import.resumed`, `import.checked`, `import.confirmed`, `import.finished`, `import.undo_started`, `import.undone`, `job.started`, `job.finished`, `key_pool.created`, `key_pool.updated`, `key_pool.deleted`, `key_pool.keys_imported`, `key_pool.low`, `lead.created`, `lead.updated`, `lead.converted`, `lead.deleted`, `lead_activity.created`, `license.issued`, `license.updated`, `license.extended`, `license.policy_changed`, `license.converted`, `license.key_rotated`, `license.term_started`, `license.enabled`, `license.disabled`, `license.blocked`, `license.unblocked`, `license.revoked`, `license.activated`, `license.first_activated`, `license.deactivated`, `license.deleted`, `license.restored`, `license.purged`, `license.expiring`, `license.expired`, `license.expiry_changed`, `license.update_support_expired`, `license.check_in_overdue`, `license.checked_in`, `license.usage_threshold`, `license.limit_reached`, `license.lease_expired`, `license.transfers_reset`, `license.suspicious_activity`, `license.change_scheduled`, `license.scheduled_change_cancelled`, `license.scheduled_change_applied`, `license.scheduled_change_failed`, `license.claim_requested`, `license.claim_refused`, `license.claimed`, `license_file.issued`, `license_file.revoked`, `license_session.started`, `license_session.borrowed`, `license_session.returned`, `license_session.resumed`, `license_session.features_changed`, `license_session.ended`, `license_user.assigned`, `license_user.moved`, `license_user.removed`, `mail.bounced`, `mail.bounce_cleared`, `mail_template.created`, `mail_template.updated`, `mail_template.deleted`, `meter.created`, `meter.updated`, `meter.deleted`, `meter.corrected`, `meter.grant_added`, `meter.grant_changed`, `meter.grant_voided`, `meter.threshold_reached`, `order.paid`, `order.updated`, `order.renewed`, `order.past_due`, `order.suspended`, `order.recovered`, `order.plan_changed`, `order.quantity_changed`, `order.cancelled`, `order.partly_refunded`, `order.refunded`, `order.limits_exceeded`, `order.disputed`, `order.dispute_won`, `person.exported`, `person.erasure_requested`, `person.erased`, `policy.created`, `policy.updated`, `policy.version_published`, `policy.deleted`, `policy_change.started`, `policy_change.finished`, `product.created`, `product.updated`, `product.deleted`, `product.restored`, `product.purged`, `program_module.uploaded`, `program_module.deleted`, `reaction_rule.created`, `reaction_rule.updated`, `reaction_rule.deleted`, `relay.issued`, `relay.renewed`, `relay.renewals_stopped`, `relay.released`, `relay.ended`, `relay_report.received`, `relay_report.forked`, `resource.created`, `resource.updated`, `resource.deleted`, `resource.allocated`, `resource.released`, `role.created`, `role.updated`, `role.deleted`, `session_reservation.created`, `session_reservation.updated`, `session_reservation.deleted`, `setting.updated`, `shop.created`, `shop.updated`, `shop.secret_rotated`, `shop.deleted`, `shop.mapping_created`, `shop.mapping_updated`, `shop.mapping_deleted`, `shop.event_needs_attention`, `signing_key.created`, `signing_key.retired`, `signing_key.revoked`, `trial.requested`, `trial.verified`, `trial.granted`, `trial.deleted`, `update_signing_key.created`, `update_signing_key.retired`, `update_signing_key.revoked`, `user.openid_logged_in`, `user.openid_refused`, `user.openid_role_changed`, `user.openid_linked`, `user.openid_logged_out`, `user.created`, `user.invited`, `user.invitation_accepted`, `user.updated`, `user.deactivated`, `user.activated`, `user.password_changed`, `user.password_reset`, `user.second_factor_enabled`, `user.second_factor_removed`, `user.second_factor_reset`, `user.recovery_codes_created`, `user.recovery_code_used`, `user.logged_in`, `user.logged_out`, `user.sessions_ended`, `user.token_issued`, `user.login_failed`, `user.locked_out`, `version.file_added`, `version.file_changed`, `version.file_removed`, `version.created`, `version.published`, `version.updated`, `version.rollout_changed`, `version.halted`, `version.resumed`, `version.withdrawn`, `version.deleted`, `webhook_delivery.replayed`, `webhook_endpoint.created`, `webhook_endpoint.updated`, `webhook_endpoint.secret_rotated`, `webhook_endpoint.enabled`, `webhook_endpoint.disabled`, `webhook_endpoint.tested`, `webhook_endpoint.retried`, `webhook_endpoint.deleted`.
     */
    type?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the type or the ID of the target. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows; in the order `oldest`, like other filters, through 5,000 events from `after` on. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * `newest`: newest first. `oldest`: by sequence number, without gaps and repetitions while events are recorded. There `after` is the sequence number after which the list begins, 0 by default, and `next` is never null: it is the `after` of the next request, whenever that is. With a filter, a page may have fewer items than `limit`, or none, before the end: it examines at most 5,000 events.
     */
    order?: EventOrder | undefined;
    /**
     * Seconds to wait for an event if there is none yet, 0 to 30. Requires the order `oldest`. At most 100 requests wait at a node; further ones are answered with 503.
     */
    wait?: number | undefined;
    /**
     * Target of the record: a type, or a type and an ID separated by a colon. At most 129 characters.
     */
    target?: string | undefined;
};

