import { VERSION } from '../../../core/common';

export const SNIPPET_LANGUAGES = ['typescript', 'curl', 'php', 'python', 'go', 'java', 'csharp', 'rust'] as const;
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

export const SNIPPET_TITLES: Readonly<Record<SnippetLanguage, string>> = {
  typescript: 'TypeScript',
  curl: 'curl',
  php: 'PHP',
  python: 'Python',
  go: 'Go',
  java: 'Java',
  rust: 'Rust',
  csharp: 'C#',
};

/** The code of a program that asks this server. */
export interface SnippetValues {
  readonly baseUrl: string;
  readonly key: string;
}

const DEVICE = 'my-computer';

/** Command that installs the SDK, which is built in a checkout of the server. */
export const INSTALL_SDK = `npm install ./keyward-sdk-${VERSION}.tgz`;
export const BUILD_SDK = 'npm run sdk && npm pack ./sdk';

/** A program that activates a license on this computer and asks whether it may run. */
export const SNIPPETS: Readonly<Record<SnippetLanguage, (values: SnippetValues) => string>> = {
  typescript: ({ baseUrl, key }) => `import { Keyward } from '@keyward/sdk';

const keyward = new Keyward({ baseUrl: ${inDoubleQuotes(baseUrl)} });
const program = { license_key: ${inDoubleQuotes(key)}, hardware_id: '${DEVICE}' };
await keyward.activate(program);
const answer = await keyward.validate(program);
console.log(answer.code); // VALID`,

  curl: ({ baseUrl, key }) => {
    const body = inShell(JSON.stringify({ license_key: key, hardware_id: DEVICE }));
    const call = (what: string): string =>
      `curl -sS ${inShell(`${baseUrl}/api/v1/${what}`)} \\\n  -H 'content-type: application/json' \\\n  -d ${body}; echo`;
    return [call('activate'), call('validate')].join('\n');
  },

  php: ({ baseUrl, key }) => `<?php
$program = ['license_key' => ${inSingleQuotes(key)}, 'hardware_id' => '${DEVICE}'];
foreach (['activate', 'validate'] as $call) {
    $http = ['method' => 'POST', 'header' => 'content-type: application/json', 'content' => json_encode($program)];
    $answer = file_get_contents(${inSingleQuotes(`${baseUrl}/api/v1/`)} . $call, false, stream_context_create(['http' => $http]));
}
echo json_decode($answer)->code, "\\n"; // VALID`,

  python: ({ baseUrl, key }) => `import json, urllib.request

program = {"license_key": ${inDoubleQuotes(key)}, "hardware_id": "${DEVICE}"}
for call in ["activate", "validate"]:
    request = urllib.request.Request(${inDoubleQuotes(`${baseUrl}/api/v1/`)} + call, json.dumps(program).encode(),
                                     {"content-type": "application/json"})
    answer = json.load(urllib.request.urlopen(request))
print(answer["code"])  # VALID`,

  go: ({ baseUrl, key }) => `package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"strings"
)

func main() {
	program, _ := json.Marshal(map[string]string{"license_key": ${inDoubleQuotes(key)}, "hardware_id": "${DEVICE}"})
	var answer struct{ Code string }
	for _, call := range []string{"activate", "validate"} {
		response, err := http.Post(${inDoubleQuotes(`${baseUrl}/api/v1/`)}+call, "application/json", strings.NewReader(string(program)))
		if err != nil {
			log.Fatal(err)
		}
		json.NewDecoder(response.Body).Decode(&answer)
		response.Body.Close()
	}
	fmt.Println(answer.Code) // VALID
}`,

  java: ({ baseUrl, key }) => `import java.net.URI;
import java.net.http.*;

class First {
  public static void main(String[] args) throws Exception {
    String program = ${inDoubleQuotes(JSON.stringify({ license_key: key, hardware_id: DEVICE }))};
    for (String call : new String[] {"activate", "validate"}) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(${inDoubleQuotes(`${baseUrl}/api/v1/`)} + call))
          .header("content-type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(program)).build();
      String answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      System.out.println(answer); // "code":"VALID"
    }
  }
}`,

  rust: ({ baseUrl, key }) => `// cargo add ureq serde_json
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base_url = ${inRawString(baseUrl)};
    let program = json!({ "license_key": ${inRawString(key)}, "hardware_id": "${DEVICE}" });
    let mut answer = String::new();
    for call in ["activate", "validate"] {
        let request = ureq::post(format!("{base_url}/api/v1/{call}")).content_type("application/json");
        answer = request.send(program.to_string())?.body_mut().read_to_string()?;
    }
    println!("{}", serde_json::from_str::<Value>(&answer)?["code"]); // "VALID"
    Ok(())
}`,

  csharp: ({ baseUrl, key }) => `using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;

class Program
{
    public static async Task Main()
    {
        var program = ${inDoubleQuotes(JSON.stringify({ license_key: key, hardware_id: DEVICE }))};
        var client = new HttpClient();
        foreach (var call in new[] { "activate", "validate" })
        {
            var body = new StringContent(program, Encoding.UTF8, "application/json");
            var answer = await client.PostAsync(${inDoubleQuotes(`${baseUrl}/api/v1/`)} + call, body);
            Console.WriteLine(await answer.Content.ReadAsStringAsync()); // "code":"VALID"
        }
    }
}`,
};

function inDoubleQuotes(text: string): string {
  return JSON.stringify(text);
}

function inSingleQuotes(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A raw string of Rust, with more marks than the text has. */
function inRawString(text: string): string {
  const marks = '#'.repeat(Math.max(1, ...[...text.matchAll(/"(#*)/g)].map(([, own = '']) => own.length + 1)));
  return `r${marks}"${text}"${marks}`;
}

function inShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
