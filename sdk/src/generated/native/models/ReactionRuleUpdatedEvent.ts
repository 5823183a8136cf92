/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ReactionRuleChanges } from './ReactionRuleChanges';
/**
 * A reaction rule was changed.
 */
export type ReactionRuleUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'reaction_rule.updated';
    /**
     * Data of the event.
     */
    data: ReactionRuleChanges;
});

