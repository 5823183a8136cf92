<?php

// A license file as LicenseBox's own kind of server writes it, by PHP's own functions. Key, initialization vector in hex and
// text are its arguments.

[, $key, $iv, $text] = $argv;

$cipher_key = hash_hkdf('sha512', $key, strlen($key), 'encryption');
$mac_key = hash_hkdf('sha512', $key, 64, 'authentication');
$secret = openssl_encrypt($text, 'aes-128-cbc', $cipher_key, OPENSSL_RAW_DATA, hex2bin($iv));
$payload = base64_encode(hex2bin($iv) . $secret);
echo hash_hmac('sha512', $payload, $mac_key) . $payload;
