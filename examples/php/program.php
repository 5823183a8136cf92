<?php

/** A program that runs with a license only. Start it with LICENSE_KEY=… php program.php */

declare(strict_types=1);

require __DIR__ . '/Keyward.php';

use Keyward\{Mismatch, Server, TrustedKeys, Unreachable, Untrusted};
use function Keyward\{readLicenseFile, readRefusal, refutes};

// Without an activation, the signed refusal holds: an older license file does not count.
function activated(Server $server, string $licenseKey, string $device): ?array
{
    try {
        return $server->activate($licenseKey, $device);
    } catch (Unreachable | Untrusted | Mismatch $problem) {
        echo 'Not activated: ', $problem->getMessage(), "\n";
        return null;
    }
}

// A policy may allow none: the program then runs with the server only.
function keepFile(Server $server, string $licenseKey, string $device, string $file): void
{
    try {
        file_put_contents($file, $server->licenseFile($licenseKey, $device, encrypted: true));
    } catch (Unreachable $problem) {
        echo 'No license file: ', $problem->getMessage(), "\n";
    }
}

// The last signed refusal, if there is one.
function keptRefusal(TrustedKeys $keys, string $path, array $asked): ?array
{
    try {
        return readRefusal($keys, (string) @file_get_contents($path), $asked);
    } catch (Untrusted | Mismatch) {
        return null;
    }
}

$baseUrl = getenv('KEYWARD_URL') ?: 'https://licenses.example.com';
$product = getenv('KEYWARD_PRODUCT') ?: 'editor';
// In a real program a constant: whoever can change it decides which server is believed.
$pinned = explode(',', getenv('KEYWARD_PUBLIC_KEY') ?: '');
$file = getenv('LICENSE_FILE') ?: 'license.txt';
// Keys learned from the server, so that the license file counts after a rotation, too.
$learned = "$file.keys";
// The last signed refusal, so that the program does not run again by its license file at the next start without the server.
$refused = "$file.refusal";
$keys = new TrustedKeys($pinned, (array) json_decode((string) @file_get_contents($learned), true));

$licenseKey = getenv('LICENSE_KEY') ?: '';
$machine = getenv('MACHINE_ID') ?: trim(file_get_contents('/etc/machine-id'));
$device = hash('sha256', "$product\0$machine");
$server = new Server($baseUrl, $product, $keys);

try {
    $server->learnKeys();
    file_put_contents($learned, json_encode($keys->proofs));
    $claims = $server->validate($licenseKey, $device);
    // The license has no device yet, or others, or this one was deactivated.
    if (in_array($claims['code'], ['NOT_ACTIVATED', 'DEVICE_MISMATCH'], true)) {
        $claims = activated($server, $licenseKey, $device) ?? $claims;
    }
    if ($claims['valid']) {
        @unlink($refused);
        keepFile($server, $licenseKey, $device, $file);
    } else {
        file_put_contents($refused, $server->signed);
    }
} catch (Unreachable | Untrusted | Mismatch $problem) {
    // Anybody can send an error, so it is no verdict.
    echo 'No answer that counts: ', get_class($problem), ' ', $problem->getMessage(), "\n";
    $asked = ['product' => $product, 'license_key' => $licenseKey, 'fingerprint' => $device, 'now' => time()];
    $refusal = keptRefusal($keys, $refused, $asked);
    try {
        $claims = readLicenseFile($keys, (string) @file_get_contents($file), $asked);
        $claims = $refusal && refutes($refusal, $claims) ? $refusal : $claims;
    } catch (Untrusted | Mismatch $problem) {
        fwrite(STDERR, 'No license file that counts: ' . get_class($problem) . " {$problem->getMessage()}\n");
        $claims = $refusal ?? exit(1);
    }
}
if (!$claims['valid']) {
    fwrite(STDERR, "Refused: {$claims['code']}\n");
    exit(1);
}
echo 'Licensed: ', json_encode($claims['features']), "\n";
