<?php

// A program as it is out in the field, in what PHP has by itself: reads a list of calls from standard input, makes them
// one after the other with cURL, and prints the answers.

$calls = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
echo json_encode(array_map('answer_to', $calls), JSON_THROW_ON_ERROR);

function answer_to(array $call): array
{
    $headers = [];
    $curl = curl_init($call['url']);
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 30,
        CURLOPT_HTTPHEADER => $call['headers'] ?? [],
        CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$headers): int {
            [$name, $value] = array_pad(explode(':', $line, 2), 2, '');
            $headers[strtolower(trim($name))] = trim($value);
            return strlen($line);
        },
    ]);
    curl_setopt_array($curl, options_for($call));
    $body = curl_exec($curl);
    return [
        'status' => curl_getinfo($curl, CURLINFO_RESPONSE_CODE),
        'length' => curl_getinfo($curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T),
        'headers' => $headers,
        'body' => base64_encode((string) $body),
    ];
}

function options_for(array $call): array
{
    return match ($call['as']) {
        // What `json_encode` makes of an array: `[]` of an empty one.
        'json' => [CURLOPT_POST => true, CURLOPT_POSTFIELDS => json_encode($call['fields'])],
        // An array of fields becomes a form of several parts, in which null is an empty text.
        'form' => [CURLOPT_POST => true, CURLOPT_POSTFIELDS => array_map(file_or_text(...), $call['fields'])],
        // A POST of nothing calls itself a form.
        'nothing' => [CURLOPT_POST => true, CURLOPT_POSTFIELDS => ''],
        'head' => [CURLOPT_NOBODY => true],
        'get' => [],
    };
}

function file_or_text(mixed $value): mixed
{
    return is_string($value) && str_starts_with($value, '@') ? new CURLFile(substr($value, 1)) : $value;
}
