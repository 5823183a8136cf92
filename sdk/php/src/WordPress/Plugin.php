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

    private string $file;
    private string $baseUrl;
    private string $product;
    /** @var array<string, mixed> */
    private array $options;
    private ?License $license = null;

    /**
     * @param array<string, mixed> $options
     *   base_url: address of the server; product: its reference; keys: list of `x` of /.well-known/jwks.json; title: of the page; trial:
     *   `free` or `email` if the page offers a trial, for which the policy wants no or an e-mail address; buy_url, manage_url: pages that
     *   it links to until the license names its own
     */
    public function __construct(string $file, array $options)
    {
        $this->file = $file;
        $this->baseUrl = rtrim($options['base_url'], '/');
        $this->product = $options['product'];
        $this->options = $options;
    }

    public function register(): void
    {
        (new SettingsPage($this->slug(), $this->options, [$this, 'license']))->register();
        \add_filter('update_plugins_' . parse_url($this->baseUrl, PHP_URL_HOST), [$this, 'update'], 10, 3);
        \add_filter('plugins_api', [$this, 'details'], 10, 3);
    }

    /** Opened once in each request; the server is asked only if its last answer is overdue. */
    public function license(): License
    {
        return $this->license = $this->license ?? License::open([
            'base_url' => $this->baseUrl,
            'product' => $this->product,
            'keys' => $this->options['keys'],
            'store' => new OptionStore($this->slug()),
            'device' => $this->device(),
            'timeout' => self::TIMEOUT,
            'retries' => 0,
            'transport' => new HttpTransport(),
        ]);
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

    private function slug(): string
    {
        return 'keyward_' . $this->product;
    }

    private function device(): string
    {
        return (string) parse_url(\home_url(), PHP_URL_HOST);
    }
}
