<?php

// A site with a plugin that is licensed by EDD Software Licensing: activates the license, reads the latest version as WordPress
// does, downloads its file, and deactivates the license. Prints what it got.

[, $store, $key, $item, $site] = $argv;

function request(string $url, ?array $fields, string $site): array
{
    $curl = curl_init($url);
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 30,
        CURLOPT_USERAGENT => "WordPress/6.8; $site",
    ]);
    if ($fields !== null) {
        curl_setopt_array($curl, [CURLOPT_POST => true, CURLOPT_POSTFIELDS => http_build_query($fields)]);
    }
    $body = (string) curl_exec($curl);
    return [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $body];
}

function call(string $action, array $more = []): object
{
    global $store, $key, $item, $site;
    // The name is encoded once more than the form needs, as plugins do.
    $fields = ['edd_action' => $action, 'license' => $key, 'item_id' => false, 'item_name' => rawurlencode($item), 'url' => $site];
    [$status, $body] = request($store, $fields + $more, $site);
    if ($status !== 200) {
        throw new RuntimeException("$action answered $status: $body");
    }
    return json_decode($body, false, 512, JSON_THROW_ON_ERROR);
}

$activated = call('activate_license', ['environment' => 'production']);
$version = call('get_version', ['version' => '1.0.0', 'slug' => 'example', 'beta' => false, 'php_version' => PHP_VERSION]);
[$status, $file] = request($version->package, null, $site);
$deactivated = call('deactivate_license');

echo json_encode([
    'activated' => $activated->license,
    'new_version' => $version->new_version,
    'is_newer' => version_compare('1.0.0', $version->new_version, '<'),
    'sections' => unserialize($version->sections, ['allowed_classes' => false]),
    'banners' => unserialize($version->banners, ['allowed_classes' => false]),
    'icons' => unserialize($version->icons, ['allowed_classes' => false]),
    'file' => [$status, $file],
    'deactivated' => $deactivated->license,
    'file_afterwards' => request($version->package, null, $site)[0],
], JSON_THROW_ON_ERROR);
