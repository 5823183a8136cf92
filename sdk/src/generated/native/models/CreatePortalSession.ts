/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PortalSessionPage } from './PortalSessionPage';
export type CreatePortalSession = {
    /**
     * UUID, reference or e-mail address of the customer. The session shows what the portal shows for the e-mail address: of all
     * customers that have it. At most 255 characters.
     */
    customer: string;
    /**
     * Page that the link opens: all licenses, one license, its devices, the orders, or the checkout that renews the license, which is opened itself if there is none. `license`
     * if `license` is sent, `licenses` otherwise.
     */
    page?: PortalSessionPage | undefined;
    /**
     * UUID, key or former key of a license of the customer, for the pages `license`, `devices` and `renew`. At most 255 characters.
     */
    license?: string | undefined;
    /**
     * Address to which the pages lead back while the session lasts. It begins with one of the setting `portal.return_urls`: the
     * same origin, and the same path or one below it. At most 2,048 characters.
     */
    return_url?: string | undefined;
    /**
     * Seconds in which the link can be used, 60 to 900. 300 by default.
     */
    expires_in?: number | undefined;
};

