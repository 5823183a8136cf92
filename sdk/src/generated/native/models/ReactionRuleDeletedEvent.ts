/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ReactionRuleRecord } from './ReactionRuleRecord';
/**
 * A reaction rule was deleted.
 */
export type ReactionRuleDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'reaction_rule.deleted';
    /**
     * Data of the event.
     */
    data: ReactionRuleRecord;
});

