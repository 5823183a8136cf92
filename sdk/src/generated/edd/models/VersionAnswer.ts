/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VersionAnswer = {
    /**
     * Latest version; that of the plugin if the site does not meet its requirements, empty if there is none.
     */
    new_version: string;
    /**
     * Latest stable version; empty if there is none.
     */
    stable_version: string;
    /**
     * Name of the product.
     */
    name?: string | undefined;
    /**
     * Slug of the plugin.
     */
    slug?: string | undefined;
    /**
     * Address of the changelog; empty without a homepage.
     */
    url?: string | undefined;
    /**
     * Date of the release.
     */
    last_updated?: string | undefined;
    /**
     * Address of the plugin’s page; empty without one.
     */
    homepage: string;
    /**
     * Address of the file, valid for a day; empty if the site may not have it.
     */
    package: string;
    /**
     * The address in `package`.
     */
    download_link?: string | undefined;
    /**
     * Description and changelog as HTML, serialized by PHP.
     */
    sections: string;
    /**
     * Addresses of the banners, serialized by PHP; an empty list without a version.
     */
    banners: (string | Array<string>);
    /**
     * Addresses of the icons, serialized by PHP; an empty list without a version.
     */
    icons: (string | Array<string>);
    /**
     * Reason why there is no file or no version.
     */
    msg?: string | undefined;
    /**
     * Always empty; only without a version.
     */
    license_check?: string | undefined;
    /**
     * Lowest version of WordPress.
     */
    requires?: string | undefined;
    /**
     * Lowest version of PHP.
     */
    requires_php?: string | undefined;
    /**
     * Newest version of WordPress that was tested.
     */
    tested?: string | undefined;
};

