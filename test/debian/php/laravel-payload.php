<?php

// A payload as Laravel writes it, by PHP's own functions. Cipher, key in base64 and the license and customer id are its
// arguments; the last one says whether the fields are serialized by PHP or written as JSON.

[, $cipher, $key, $license, $customer, $format] = $argv;

$key = base64_decode($key);
$fields = ['license' => $license, 'customer_id' => $customer];
$text = $format === 'php' ? serialize($fields) : json_encode($fields);
$iv = random_bytes(openssl_cipher_iv_length($cipher));
$tag = '';
$value = str_ends_with($cipher, 'gcm')
    ? openssl_encrypt($text, $cipher, $key, 0, $iv, $tag)
    : openssl_encrypt($text, $cipher, $key, 0, $iv);
$iv = base64_encode($iv);
$mac = $tag === '' ? hash_hmac('sha256', $iv . $value, $key) : '';
echo base64_encode(json_encode(['iv' => $iv, 'value' => $value, 'mac' => $mac, 'tag' => base64_encode($tag)]));
