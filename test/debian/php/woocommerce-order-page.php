<?php
// Stands in for the parts of WordPress and WooCommerce that a plugin for the page of an order uses. Prints the page.
[, $config, $plugin, $orderId, $status] = $argv;
$hooks = [];
class WP_Error {}
class WC_Order
{
    public function __construct(private string $status) {}
    public function is_paid(): bool { return in_array($this->status, ['processing', 'completed'], true); }
}
function add_action(string $name, callable $hook): void { global $hooks; $hooks[$name] = $hook; }
function wc_get_order($id) { global $status; return new WC_Order($status); }
function esc_html(string $text): string { return htmlspecialchars($text, ENT_QUOTES); }
function is_wp_error($response): bool { return $response instanceof WP_Error; }
function wp_remote_retrieve_response_code(array $response): int { return $response['code']; }
function wp_remote_retrieve_body(array $response): string { return $response['body']; }
function wp_remote_get(string $url, array $arguments)
{
    $headers = array_map(fn ($name, $value) => "$name: $value", array_keys($arguments['headers']), $arguments['headers']);
    $curl = curl_init($url);
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => $arguments['timeout'],
        CURLOPT_HTTPHEADER => $headers,
    ]);
    $body = curl_exec($curl);
    return $body === false ? new WP_Error() : ['code' => curl_getinfo($curl, CURLINFO_RESPONSE_CODE), 'body' => $body];
}

require $config;
require $plugin;
$hooks[$status === 'completed' ? 'woocommerce_view_order' : 'woocommerce_thankyou']($orderId);
