<?php
/**
 * Plugin Name: Studio
 * Version: 1.0.0
 * Update URI: https://licenses.example.com/studio
 *
 * A plugin that WordPress updates from Keyward. Its `Update URI` must have the host of the server: WordPress then asks the filter
 * below, and not wordpress.org. The option `studio_license_key` has the key that the customer entered.
 */

const STUDIO_SERVER = 'https://licenses.example.com';
const STUDIO_PRODUCT = 'studio';

/** The feed of the product; an empty array if the server cannot be reached, so that WordPress asks again later. */
function studio_feed(): array
{
    $key = (string) get_option('studio_license_key', '');
    $server = defined('STUDIO_TEST_SERVER') ? STUDIO_TEST_SERVER : STUDIO_SERVER;
    $response = wp_remote_get($server . '/api/v1/updates/' . rawurlencode(STUDIO_PRODUCT) . '/feeds/wordpress.json', [
        'timeout' => 10,
        'headers' => $key === ''
            ? []
            : ['Authorization' => 'License ' . $key, 'X-Hardware-Id' => (string) parse_url(home_url(), PHP_URL_HOST)],
    ]);
    if (is_wp_error($response) || wp_remote_retrieve_response_code($response) !== 200) {
        return [];
    }
    $feed = json_decode(wp_remote_retrieve_body($response), true);

    return is_array($feed) ? $feed : [];
}

/** WordPress compares the version with the installed one and installs `package`. */
function studio_update($update, array $plugin, string $file)
{
    $feed = $file === plugin_basename(__FILE__) ? studio_feed() : [];

    return isset($feed['version']) ? $feed + ['plugin' => $file] : $update;
}

/** What the link "View version details" shows. */
function studio_details($result, string $action, object $arguments)
{
    if ($action !== 'plugin_information' || ($arguments->slug ?? '') !== STUDIO_PRODUCT) {
        return $result;
    }
    $feed = studio_feed();

    return isset($feed['version']) ? (object) $feed : $result;
}

add_filter('update_plugins_' . parse_url(STUDIO_SERVER, PHP_URL_HOST), 'studio_update', 10, 3);
add_filter('plugins_api', 'studio_details', 10, 3);
