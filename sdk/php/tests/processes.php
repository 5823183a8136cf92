<?php

declare(strict_types=1);

/** Runs with a floating license, and prints a line for each state: processes.php BASE_URL PRODUCT KEY LICENSE_KEY STORE [fork|borrow] */

require __DIR__ . '/../autoload.php';

use Keyward\FileStore;
use Keyward\License;

function shown(License $license): string
{
    return $license->state()->kind . ' ' . ($license->state()->reason ?? 'None');
}

[, $baseUrl, $product, $key, $licenseKey, $store] = $argv;
$license = License::open([
    'base_url' => $baseUrl, 'product' => $product, 'keys' => [$key], 'store' => new FileStore($store), 'device' => 'desk',
    'license_key' => $licenseKey, 'floating' => true,
]);
$mode = $argv[6] ?? null;
if ($mode === 'borrow') {
    $license->borrow(3);
}
if ($mode === 'fork') {
    $child = pcntl_fork();
    if ($child === 0) {
        $license->wake();
        echo 'child ', shown($license), "\n";
        $license->close();
        posix_kill((int) getmypid(), SIGKILL);
    }
    pcntl_waitpid($child, $status);
    $license->wake();
}
echo shown($license), "\n";
stream_get_contents(STDIN);
$license->close();
