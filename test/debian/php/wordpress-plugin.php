<?php
// Stands in for the parts of WordPress that ask a plugin for its update, as wp_update_plugins and plugins_api do.
[, $server, $key, $site] = $argv;
define('STUDIO_TEST_SERVER', $server);
$filters = [];
function add_filter(string $name, callable $filter): void { global $filters; $filters[$name] = $filter; }
function get_option(string $name, $default) { global $key; return $name === 'studio_license_key' ? $key : $default; }
function home_url(): string { global $site; return $site; }
function plugin_basename(string $file): string { return 'studio/' . basename($file); }
function is_wp_error($response): bool { return $response === false; }
function wp_remote_retrieve_response_code(array $response): int { return $response['code']; }
function wp_remote_retrieve_body(array $response): string { return $response['body']; }
function wp_remote_get(string $url, array $arguments)
{
    $headers = array_map(fn ($name, $value) => "$name: $value", array_keys($arguments['headers']), $arguments['headers']);
    $curl = curl_init($url);
    curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => $headers]);
    $body = curl_exec($curl);
    return $body === false ? false : ['code' => curl_getinfo($curl, CURLINFO_RESPONSE_CODE), 'body' => $body];
}

require __DIR__ . '/../../../examples/wordpress/studio-updates.php';

$plugin = ['Version' => '1.0.0', 'UpdateURI' => 'https://licenses.example.com/studio'];
$file = 'studio/studio-updates.php';
$host = parse_url($plugin['UpdateURI'], PHP_URL_HOST);
// As in wp_update_plugins: the answer becomes an object, and is an update if its version is newer.
$update = $filters["update_plugins_$host"](false, $plugin, $file, []);
$update = $update === false ? null : (object) $update;
$details = $filters['plugins_api'](false, 'plugin_information', (object) ['slug' => 'studio']);
$other = $filters['plugins_api'](false, 'plugin_information', (object) ['slug' => 'akismet']);
$curl = curl_init($update->package ?? '');
curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true]);
$package = ($update->package ?? '') === '' ? null : curl_exec($curl);
echo json_encode([
    'is_newer' => $update !== null && version_compare($plugin['Version'], $update->version, '<'),
    'update' => $update,
    'details' => $details === false ? null : $details,
    'other' => $other,
    'package_sha256' => $package === null ? null : hash('sha256', $package),
]);
