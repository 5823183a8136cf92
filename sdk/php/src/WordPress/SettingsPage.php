<?php

declare(strict_types=1);

namespace Keyward\WordPress;

use Keyward\KeywardError;
use Keyward\License;
use Keyward\LicenseState;

/** The page of a plugin below "Settings": what its license allows, and what the administrator of the site can do about it. */
final class SettingsPage
{
    private const CAPABILITY = 'manage_options';
    private const TOLD_SECONDS = 60;

    private string $slug;
    private string $title;
    /** @var array{trial: ?string, buy_url: ?string, manage_url: ?string} */
    private array $options;
    /** @var callable(): License */
    private $license;

    /**
     * @param array<string, mixed> $options those of the plugin
     * @param callable(): License $license
     */
    public function __construct(string $slug, array $options, callable $license)
    {
        $this->slug = $slug;
        $this->title = $options['title'];
        $this->options = $options + ['trial' => null, 'buy_url' => null, 'manage_url' => null];
        $this->license = $license;
    }

    public function register(): void
    {
        \add_action('admin_menu', [$this, 'add']);
        \add_action('admin_post_' . $this->slug, [$this, 'handle']);
    }

    public function add(): void
    {
        \add_options_page($this->title, $this->title, self::CAPABILITY, $this->slug, [$this, 'show']);
    }

    public function show(): void
    {
        $license = ($this->license)();
        $state = $license->state();
        echo '<div class="wrap"><h1>', \esc_html($this->title), '</h1>';
        $this->showTold();
        echo '<p>', \esc_html($this->sentence($state)), '</p>';
        $this->showLinks($state);
        echo '<form method="post" action="', \esc_url(\admin_url('admin-post.php')), '">';
        echo '<input type="hidden" name="action" value="', \esc_attr($this->slug), '">';
        \wp_nonce_field($this->slug);
        if (!$state->usable) {
            $this->showKey($license->licenseKey() !== null);
            $this->showTrial();
            $this->showOffline();
        }
        if ($license->licenseKey() !== null) {
            echo '<p>', $this->button('check', \__('Check again', 'keyward')), ' ';
            echo $this->button('release', \__('Deactivate on this site', 'keyward')), '</p>';
        }
        echo '</form></div>';
    }

    /** A post of the form. */
    public function handle(): void
    {
        if (!\current_user_can(self::CAPABILITY)) {
            \wp_die(\esc_html__('You may not do that.', 'keyward'), 403);
        }
        \check_admin_referer($this->slug);
        try {
            $this->tell('info', $this->done((string) ($_POST['do'] ?? ''), ($this->license)()));
        } catch (KeywardError $error) {
            $this->tell('error', $this->sentenceOf($error));
        }
        \wp_safe_redirect(\admin_url('options-general.php?page=' . $this->slug));
    }

    /** Does it, and returns what there is to tell. */
    private function done(string $action, License $license): string
    {
        // Without a new one, the key that is known.
        $key = $this->posted('license_key') ?: null;
        switch ($action) {
            case 'activate':
                $license->activate($key);
                break;
            case 'trial':
                $pending = \__('Confirm your e-mail address with the link that we have sent you, then start the trial again.', 'keyward');

                return $license->startTrial($this->posted('email') ?: null) === null ? $pending : '';
            case 'request':
                return \__('Send this code to the vendor, and use the license file that you get:', 'keyward') . ' ' . $license->offlineRequest($key);
            case 'file':
                $license->useFile((string) \wp_unslash((string) ($_POST['file'] ?? '')), $key);
                break;
            case 'check':
                $license->check();
                break;
            case 'release':
                $license->release();
        }

        return '';
    }

    private function posted(string $name): string
    {
        return \sanitize_text_field(\wp_unslash((string) ($_POST[$name] ?? '')));
    }

    private function tell(string $kind, string $text): void
    {
        if ($text !== '') {
            \set_transient($this->slug . '_told', [$kind, $text], self::TOLD_SECONDS);
        }
    }

    private function showTold(): void
    {
        $told = \get_transient($this->slug . '_told');
        if (is_array($told)) {
            \delete_transient($this->slug . '_told');
            echo '<div class="notice notice-', \esc_attr($told[0]), '"><p>', \esc_html($told[1]), '</p></div>';
        }
    }

    private function showLinks(LicenseState $state): void
    {
        $links = [
            [$state->upgradeUrl ?? $this->options['buy_url'], \__('Buy or renew', 'keyward')],
            [$state->manageUrl ?? $this->options['manage_url'], \__('Manage sites and devices', 'keyward')],
            [\admin_url('update-core.php'), \__('Look for updates', 'keyward')],
        ];
        foreach ($links as [$url, $text]) {
            if ($url !== null) {
                echo '<a href="', \esc_url($url), '">', \esc_html($text), '</a> ';
            }
        }
    }

    private function showKey(bool $isKnown): void
    {
        $required = $isKnown ? '' : ' required';
        echo '<p><label>', \esc_html__('License key', 'keyward'), ' <input class="regular-text" name="license_key"', $required, '></label> ';
        echo $this->button('activate', \__('Activate', 'keyward'), 'button-primary'), '</p>';
    }

    private function showTrial(): void
    {
        if ($this->options['trial'] === null) {
            return;
        }
        echo '<p>';
        if ($this->options['trial'] === 'email') {
            echo '<label>', \esc_html__('E-mail address', 'keyward'), ' <input type="email" class="regular-text" name="email"></label> ';
        }
        echo $this->button('trial', \__('Start a free trial', 'keyward')), '</p>';
    }

    private function showOffline(): void
    {
        echo '<details><summary>', \esc_html__('Activate without internet', 'keyward'), '</summary>';
        echo '<p>', $this->button('request', \__('Show the request code', 'keyward')), '</p>';
        echo '<p><label>', \esc_html__('License file', 'keyward'), '<br><textarea name="file" rows="6" cols="60"></textarea></label></p>';
        echo '<p>', $this->button('file', \__('Use the license file', 'keyward')), '</p></details>';
    }

    private function button(string $action, string $text, string $class = ''): string
    {
        // The key is required by the first one alone.
        $novalidate = $action === 'activate' ? '' : ' formnovalidate';

        return sprintf('<button class="button %s" name="do" value="%s"%s>%s</button>', $class, \esc_attr($action), $novalidate, \esc_html($text));
    }

    private function sentence(LicenseState $state): string
    {
        $date = $state->until === null ? '' : $state->until->format('Y-m-d');
        $reasons = [
            'no_license_key' => \__('Enter your license key.', 'keyward'),
            'file_ended' => \__('The license file has ended. Ask for a new one.', 'keyward'),
            'EXPIRED' => \__('Your license has expired.', 'keyward'),
            'NOT_ACTIVATED' => \__('The license is not active on this site.', 'keyward'),
        ];
        $sentences = [
            'valid' => \__('The license is active on this site.', 'keyward'),
            'grace' => sprintf(\__('The license is active until %s, but the license server was not reached lately.', 'keyward'), $date),
            'must_connect' => \__('The license server cannot be reached.', 'keyward'),
            'refused' => sprintf(\__('The license is not valid: %s.', 'keyward'), (string) $state->reason),
        ];

        return $reasons[(string) $state->reason] ?? $sentences[$state->kind];
    }

    private function sentenceOf(KeywardError $error): string
    {
        if ($error->errorCode === 'SEATS_EXHAUSTED') {
            return \__('The license is in use on all of its sites: release one of them first.', 'keyward');
        }

        return $error->isUnreachable() ? \__('The license server cannot be reached. Try again later.', 'keyward') : $error->getMessage();
    }
}
