<?php
/**
 * Plugin Name: Studio
 * Version: 1.0.0
 * Update URI: https://licenses.example.com/studio
 */

require __DIR__ . '/keyward/autoload.php';

$studio = new Keyward\WordPress\Plugin(__FILE__, [
    'base_url' => 'https://licenses.example.com',
    'product' => 'studio',
    'keys' => ['YOUR PUBLIC KEY'], // `x` of /.well-known/jwks.json
    'title' => 'Studio',
]);
$studio->register();

if ($studio->license()->state()->usable) {
    // What only licensed sites have.
}
