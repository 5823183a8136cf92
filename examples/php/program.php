<?php

/** A program that runs with a license only. Start it with LICENSE_KEY=… php program.php */

declare(strict_types=1);

require __DIR__ . '/keyward/autoload.php';

use Keyward\FileStore;
use Keyward\KeywardError;
use Keyward\License;

// In a real program constants: whoever can change them decides which server is believed.
$license = License::open([
    'base_url' => getenv('KEYWARD_URL') ?: 'https://licenses.example.com',
    'product' => getenv('KEYWARD_PRODUCT') ?: 'editor',
    'keys' => explode(',', (string) getenv('KEYWARD_PUBLIC_KEY')),
    'store' => new FileStore(getenv('LICENSE_STORE') ?: 'license.json'),
    'device' => getenv('DEVICE') ?: null, // without one, by the id of the system
    'license_key' => (string) getenv('LICENSE_KEY'),
]);
$license->check(); // at each start, also if the last answer is recent
if ($license->lastError !== null) {
    echo 'No answer that counts: ', $license->lastError->getMessage(), "\n";
}
$file = getenv('LICENSE_FILE') ?: 'license-file.txt'; // for devices without network
try {
    if (!$license->state()->usable && is_file($file)) {
        $license->useFile((string) file_get_contents($file));
    }
    if (!$license->state()->usable) {
        $license->activate();
    }
} catch (KeywardError $problem) {
    fwrite(STDERR, "Not activated: {$problem->errorCode}: {$problem->getMessage()}\n");
}

$state = $license->state();
$license->close();
if (!$state->usable) {
    fwrite(STDERR, "Not licensed: {$state->reason}\n");
    exit(1);
}
if ($state->kind === 'grace') {
    fwrite(STDERR, "Please connect before {$state->until->format(DATE_ATOM)}: {$state->reason}\n");
}
echo 'Licensed: ', json_encode($state->features), "\n";
