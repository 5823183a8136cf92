/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SubscriptionChange = {
    /**
     * Changed fields of the order before; null when it was placed.
     */
    before: Record<string, unknown> | null;
    /**
     * Changed fields of the order after.
     */
    after: Record<string, unknown> | null;
    /**
     * Shop and type of its event, or the reason of a person.
     */
    reason: string | null;
    /**
     * The shop's ID of its event, or the order or ticket.
     */
    reference: string | null;
    /**
     * When it was changed here. ISO 8601.
     */
    at: string;
    /**
     * Name of the event.
     */
    event: string;
    /**
     * User or API key; `system` for an event of the shop.
     */
    actor: string;
};

