<?php
// Stands in for the parts of WordPress that a plugin with Keyward uses: options, HTTP, the settings page, wp_update_plugins and plugins_api.
[, $server, $publicKey, $site, $steps] = $argv;
$hooks = $options = $transients = [];
class Stopped extends Exception {}
class WP_Error { public function __construct(private string $message) {} public function get_error_message(): string { return $this->message; } }
function add_filter(string $name, callable $hook): void { global $hooks; $hooks[$name] = $hook; }
function add_action(string $name, callable $hook): void { add_filter($name, $hook); }
function add_options_page(string $page, string $menu, string $capability, string $slug, callable $show): void { global $pages; $pages[$slug] = $show; }
function get_option(string $name, $default) { global $options; return $options[$name] ?? $default; }
function update_option(string $name, $value, bool $autoload): void { global $options; $options[$name] = $value; }
function delete_option(string $name): void { global $options; unset($options[$name]); }
function get_transient(string $name) { global $transients; return $transients[$name] ?? false; }
function set_transient(string $name, $value, int $seconds): void { global $transients; $transients[$name] = $value; }
function delete_transient(string $name): void { global $transients; unset($transients[$name]); }
function home_url(): string { global $site; return $site; }
function admin_url(string $path): string { return home_url() . '/wp-admin/' . $path; }
function plugin_basename(string $file): string { return 'studio/' . basename($file); }
function esc_html(string $text): string { return htmlspecialchars($text, ENT_QUOTES); }
function esc_attr(string $text): string { return esc_html($text); }
function esc_url(string $text): string { return esc_html($text); }
function __(string $text): string { return $text; }
function esc_html__(string $text): string { return esc_html($text); }
function sanitize_text_field(string $text): string { return trim(strip_tags($text)); }
function wp_unslash(string $text): string { return stripslashes($text); }
function wp_nonce_field(string $action): void { echo '<input type="hidden" name="_wpnonce" value="', md5($action), '">'; }
function check_admin_referer(string $action): void { ($_POST['_wpnonce'] ?? '') === md5($action) || throw new Stopped('The link has expired'); }
function current_user_can(string $capability): bool { return ($_POST['user'] ?? 'admin') === 'admin'; }
function wp_die(string $message): void { throw new Stopped($message); }
function wp_safe_redirect(string $url): void { global $redirect; $redirect = $url; }
function is_wp_error($response): bool { return $response instanceof WP_Error; }
function wp_remote_retrieve_response_code(array $response): int { return $response['code']; }
function wp_remote_retrieve_body(array $response): string { return $response['body']; }
function wp_remote_retrieve_headers(array $response): array { return $response['headers']; }
function wp_remote_request(string $url, array $arguments)
{
    $headers = array_map(fn ($name, $value) => "$name: $value", array_keys($arguments['headers']), $arguments['headers']);
    $curl = curl_init($url);
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_CUSTOMREQUEST => $arguments['method'],
        CURLOPT_HTTPHEADER => $headers,
    ] + ($arguments['body'] === null ? [] : [CURLOPT_POSTFIELDS => $arguments['body']]));
    $body = curl_exec($curl);
    return $body === false ? new WP_Error(curl_error($curl)) : ['code' => curl_getinfo($curl, CURLINFO_RESPONSE_CODE), 'body' => $body, 'headers' => []];
}

require __DIR__ . '/../../../sdk/php/autoload.php';

$file = 'studio/studio.php';
$host = parse_url($server, PHP_URL_HOST);
$plugin = new Keyward\WordPress\Plugin($file, ['base_url' => $server, 'product' => 'studio', 'keys' => [$publicKey], 'title' => 'Studio <b>', 'trial' => 'email', 'buy_url' => 'https://shop.example/?a&b']);
$plugin->register();
$hooks['admin_menu']();

function page(): string
{
    global $pages;
    ob_start();
    $pages['keyward_studio']();
    return ob_get_clean();
}

// As in wp_update_plugins: the answer becomes an object, and is an update if its version is newer.
function update(): array
{
    global $hooks, $host, $file;
    $update = $hooks["update_plugins_$host"](false, ['Version' => '1.0.0'], $file, []);
    $update = $update === false ? null : (object) $update;
    $details = $hooks['plugins_api'](false, 'plugin_information', (object) ['slug' => 'studio']);
    $package = ($update->package ?? '') === '' ? null : wp_remote_request($update->package, ['method' => 'GET', 'headers' => [], 'body' => null]);
    return [
        'is_newer' => $update !== null && version_compare('1.0.0', $update->version, '<'),
        'update' => $update,
        'details' => $details === false ? null : $details,
        'other' => $hooks['plugins_api'](false, 'plugin_information', (object) ['slug' => 'akismet']),
        'package_sha256' => $package === null ? null : hash('sha256', $package['body']),
    ];
}

$results = [];
foreach (json_decode($steps, true) as $post) {
    $stopped = $redirect = null;
    if ($post !== null) {
        $_POST = $post + ['_wpnonce' => md5('keyward_studio')];
        try {
            $hooks['admin_post_keyward_studio']();
        } catch (Stopped $error) {
            $stopped = $error->getMessage();
        }
        $_POST = [];
    }
    $results[] = ['stopped' => $stopped, 'redirect' => $redirect, 'page' => page(), 'usable' => $plugin->license()->state()->usable] + update();
}
echo json_encode($results);
