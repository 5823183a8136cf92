<?php

declare(strict_types=1);

namespace Keyward\WordPress;

use Keyward\KeywardError;
use Keyward\License;

/**
 * The license of a plugin, its page below "Settings", and its updates. The device is the host of the site.
 *
 *     $studio = new Keyward\WordPress\Plugin(__FILE__, [
 *         'base_url' => 'https://licenses.example.com',
 *         'product' => 'studio', // its reference, and the folder of the plugin
 *         'keys' => ['x of /.well-known/jwks.json'],
 *         'title' => 'Studio',
 *     ]);
 *     $studio->register();
 *
 * The plugin's header `Update URI` must have the host of `base_url`: WordPress then asks this plugin for its update.
 */
final class Plugin
{
    private const TIMEOUT = 5.0;
    private const CAPABILITY = 'manage_options';

    private string $file;
    private string $baseUrl;
    private string $product;
    private string $title;
    /** @var array<mixed> */
    private array $keys;
    private ?License $license = null;

    /** @param array{base_url: string, product: string, keys: array<mixed>, title: string} $options */
    public function __construct(string $file, array $options)
    {
        $this->file = $file;
        $this->baseUrl = rtrim($options['base_url'], '/');
        $this->product = $options['product'];
        $this->keys = $options['keys'];
        $this->title = $options['title'];
    }

    public function register(): void
    {
        \add_action('admin_menu', [$this, 'addPage']);
        \add_action('admin_post_' . $this->slug(), [$this, 'handleForm']);
        \add_filter('update_plugins_' . parse_url($this->baseUrl, PHP_URL_HOST), [$this, 'update'], 10, 3);
        \add_filter('plugins_api', [$this, 'details'], 10, 3);
    }

    /** Opened once in each request; the server is asked only if its last answer is overdue. */
    public function license(): License
    {
        return $this->license = $this->license ?? License::open([
            'base_url' => $this->baseUrl,
            'product' => $this->product,
            'keys' => $this->keys,
            'store' => new OptionStore($this->slug()),
            'device' => $this->device(),
            'timeout' => self::TIMEOUT,
            'retries' => 0,
            'transport' => new HttpTransport(),
        ]);
    }

    public function addPage(): void
    {
        \add_options_page($this->title, $this->title, self::CAPABILITY, $this->slug(), [$this, 'showPage']);
    }

    public function showPage(): void
    {
        $license = $this->license();
        $state = $license->state();
        $problem = (string) \get_transient($this->slug() . '_problem');
        echo '<div class="wrap"><h1>', \esc_html($this->title), '</h1>';
        if ($problem !== '') {
            \delete_transient($this->slug() . '_problem');
            echo '<div class="notice notice-error"><p>', \esc_html($problem), '</p></div>';
        }
        echo '<p>', \esc_html($this->sentence($state->kind, $state->reason)), '</p>';
        echo '<form method="post" action="', \esc_url(\admin_url('admin-post.php')), '">';
        echo '<input type="hidden" name="action" value="', \esc_attr($this->slug()), '">';
        \wp_nonce_field($this->slug());
        if ($license->licenseKey() === null) {
            echo '<label>', \esc_html__('License key', 'keyward'), ' <input class="regular-text" name="license_key" required></label> ';
            echo '<button class="button button-primary" name="do" value="activate">', \esc_html__('Activate', 'keyward'), '</button>';
        } else {
            echo '<button class="button" name="do" value="release">', \esc_html__('Deactivate on this site', 'keyward'), '</button>';
        }
        echo '</form></div>';
    }

    /** A post of the form: activates the key that was typed, or gives up the seat of this site. */
    public function handleForm(): void
    {
        if (!\current_user_can(self::CAPABILITY)) {
            \wp_die(\esc_html__('You may not do that.', 'keyward'), 403);
        }
        \check_admin_referer($this->slug());
        try {
            if (($_POST['do'] ?? '') === 'release') {
                $this->license()->release();
            } else {
                $this->license()->activate(\sanitize_text_field(\wp_unslash((string) ($_POST['license_key'] ?? ''))));
            }
        } catch (KeywardError $error) {
            \set_transient($this->slug() . '_problem', $error->getMessage(), 60);
        }
        \wp_safe_redirect(\admin_url('options-general.php?page=' . $this->slug()));
    }

    /**
     * WordPress compares the version with the installed one and installs `package`, which is empty without a usable license.
     * @param mixed $update
     * @param array<string, mixed> $plugin
     * @return mixed
     */
    public function update($update, array $plugin, string $file)
    {
        $feed = $file === \plugin_basename($this->file) ? $this->feed() : [];

        return isset($feed['version']) ? $feed + ['plugin' => $file] : $update;
    }

    /**
     * The page behind "View version details".
     * @param mixed $result
     * @return mixed
     */
    public function details($result, string $action, object $arguments)
    {
        $isOwn = $action === 'plugin_information' && ($arguments->slug ?? '') === $this->product;
        $feed = $isOwn ? $this->feed() : [];

        return isset($feed['version']) ? (object) $feed : $result;
    }

    /**
     * The feed of the product; empty if the server cannot be reached, so that WordPress asks again later.
     * @return array<string, mixed>
     */
    private function feed(): array
    {
        $key = $this->license()->licenseKey();
        $headers = $key === null ? [] : ['Authorization' => "License $key", 'X-Hardware-Id' => $this->device()];
        $url = $this->baseUrl . '/api/v1/updates/' . rawurlencode($this->product) . '/feeds/wordpress.json';
        try {
            $response = (new HttpTransport())->send('GET', $url, $headers, null, self::TIMEOUT);
        } catch (KeywardError $error) {
            return [];
        }
        $feed = $response['status'] === 200 ? json_decode($response['body'], true) : null;

        return is_array($feed) ? $feed : [];
    }

    private function sentence(string $kind, ?string $reason): string
    {
        $sentences = [
            'valid' => \__('The license is active on this site.', 'keyward'),
            'grace' => \__('The license is active, but the license server was not reached lately.', 'keyward'),
            'must_connect' => \__('The license could not be checked.', 'keyward'),
            'refused' => sprintf(\__('The license is not valid: %s.', 'keyward'), (string) $reason),
        ];

        return $reason === 'no_license_key' ? \__('Enter your license key.', 'keyward') : $sentences[$kind];
    }

    private function slug(): string
    {
        return 'keyward_' . $this->product;
    }

    private function device(): string
    {
        return (string) parse_url(\home_url(), PHP_URL_HOST);
    }
}
