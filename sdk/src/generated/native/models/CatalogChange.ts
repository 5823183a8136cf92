/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CatalogAction } from './CatalogAction';
import type { CatalogFieldChange } from './CatalogFieldChange';
import type { CatalogKind } from './CatalogKind';
export type CatalogChange = {
    /**
     * Kind of the object.
     */
    kind: CatalogKind;
    /**
     * Reference of the product that the object is a part of: of a definition, of the own policy of a product, and of the text of its e-mails.
     */
    product: string | null;
    /**
     * Action for the object.
     */
    action: CatalogAction;
    /**
     * Path in the catalog that was sent; null for a deletion.
     */
    place: string | null;
    /**
     * Licenses of the policy or the product, up to 100,000; null for other objects. A change of behavior reaches all of them at once, limits and terms only those that are issued later.
     */
    licenses: number | null;
    /**
     * Users that have the role, deactivated ones included; null for other objects.
     */
    users: number | null;
    /**
     * Fields that change; of a new object, those that differ from the defaults.
     */
    fields: Array<CatalogFieldChange>;
    /**
     * Whether the change takes something away.
     */
    takes_away: boolean;
    /**
     * Reference of the product, name of the policy or the role, code of the definition, URL of the webhook, or kind and language of
     * the text of an e-mail, such as `license_issued en`.
     */
    name: string;
};

