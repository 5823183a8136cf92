//! Whatever the network, a file or a user gives: an error, and never a panic or a yes.

use std::io::Read;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use keyward::signed::{TrustedKeys, VERDICT, read_license_file};
use keyward::{
    License, LicenseStore, MemoryStore, Request, Response, Status, Transport, TransportError, TrialIdentity, UpdateCheck, webhook,
};
use serde_json::Value;

const CASES: u32 = 2_000;

/// Random numbers that are the same in each run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// The text with some bytes changed, removed, repeated or cut.
    fn mutated(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            match self.below(5) {
                0 => bytes.truncate(at),
                1 => bytes.splice(at..at, b"\xff\xc3\0{[\"".iter().copied()).for_each(drop),
                2 if at < bytes.len() => {
                    bytes.remove(at);
                }
                3 => bytes.extend_from_within(at..),
                _ if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                _ => {}
            }
            bytes.truncate(300_000);
        }
        bytes
    }

    fn text(&mut self, text: &str) -> String {
        String::from_utf8_lossy(&self.mutated(text)).into_owned()
    }
}

fn vectors(name: &str) -> Value {
    let path = format!("{}/../../test/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn pinned() -> TrustedKeys {
    TrustedKeys::pin([vectors("verdicts")["pinned"][0].as_str().unwrap()]).unwrap()
}

#[test]
fn changed_signatures_and_license_files_are_not_trusted() {
    let (keys, mut random) = (pinned(), Random(7));
    let (answers, files) = (vectors("verdicts"), vectors("license-files"));
    let jws = answers["cases"][0]["jws"].as_str().unwrap();
    let file = files["cases"][0]["file"].as_str().unwrap();
    let (key, device) = ("Q7RD-K2LM-9XWE-4TUB", "b1946ac92492d2347c6235b4d2611184");
    let (claims, terms) = (keys.verify(jws, VERDICT).unwrap(), read_license_file(file, &keys, key, device).unwrap());
    for _ in 0..CASES / 4 {
        if let Ok(changed) = keys.verify(&random.text(jws), VERDICT) {
            assert_eq!(changed, claims);
        }
        // Marks and line ends may change, and what was signed may not.
        if let Ok(changed) = read_license_file(&random.text(file), &keys, key, device) {
            assert_eq!(changed, terms);
        }
    }
}

#[test]
fn lists_of_keys_of_any_form_are_ignored() {
    let (rotation, mut random) = (vectors("key-rotation"), Random(11));
    let case = rotation["cases"].as_array().unwrap().last().unwrap()["learn"][0].to_string();
    for _ in 0..CASES {
        if let Ok(jwks) = serde_json::from_slice(&random.mutated(&case)) {
            pinned().learn(&jwks);
        }
        let _ = TrustedKeys::pin([random.text("8QCFo-JtzKsUu4PFnt6D6hHfY1_Rch-A7-9n6eLqvTY")]);
    }
}

#[test]
fn webhooks_of_any_form_are_refused() {
    let mut random = Random(13);
    let body = r#"{"sequence":1,"type":"license.revoked","at":"2027-01-31T12:00:00.000Z","target":{},"data":{}}"#;
    for _ in 0..CASES {
        let [id, time, signature] = ["msg_1", "1800000000", "v1,AAAA v1,BBBB"].map(|text| random.text(text));
        let header = |name: &str| match name {
            "webhook-id" => Some(id.as_str()),
            "webhook-timestamp" => Some(time.as_str()),
            _ => Some(signature.as_str()),
        };
        webhook::verify(&random.mutated(body), header, &["whsec_c2VjcmV0"]).unwrap_err();
    }
}

/// Answers all that comes with the same response.
#[derive(Clone, Default)]
struct Somebody(Arc<Mutex<(u16, String, Vec<u8>)>>);

impl Transport for Somebody {
    fn send(&self, _: &Request) -> Result<Response, TransportError> {
        let (status, header, body) = self.0.lock().unwrap().clone();
        let headers = ["retry-after", "location", "content-type", "content-range"].map(|name| (name.to_owned(), header.clone()));
        Ok(Response::new(status, headers.to_vec(), std::io::Cursor::new(body).take(1 << 20)))
    }
}

fn opened(transport: Somebody, store: impl LicenseStore + 'static) -> License {
    let key = vectors("verdicts")["pinned"][0].as_str().unwrap().to_owned();
    let builder = License::builder("https://licenses.example.com", "editor", [key]).device("desk").license_key("KEY").retries(0);
    builder.store(store).transport(transport).background(false).timeout(Duration::from_secs(1)).open().unwrap()
}

#[test]
fn answers_of_any_form_are_no_verdict() {
    let (somebody, mut random) = (Somebody::default(), Random(17));
    let license = opened(somebody.clone(), MemoryStore::default());
    let answers = [
        r#"{"signed":"a.b.c","session_token":"t","license_key":"KEY","meters":[{"meter":"m","used":1}],"valid":true}"#,
        r#"{"available":true,"manifest":"a.b.c","files":[{"type":"main","name":"n"}],"keys":[{"endorsement":"a.b.c"}]}"#,
        r#"{"error":{"code":"PATH_NOT_FOUND","message":"This path does not exist"}}"#,
        "<html><body>Welcome to the hotel</body></html>",
        "",
    ];
    for case in 0..CASES {
        let status = [200, 204, 206, 301, 401, 404, 429, 500, 503][random.below(9)];
        let chosen = random.below(answers.len());
        let answer = random.mutated(answers[chosen]);
        let header = random.text("Wed, 21 Oct 2015 07:28:00 GMT");
        *somebody.0.lock().unwrap() = (status, header, answer);
        let failed = [
            license.activate("KEY").err(),
            license.record_usage("m", 1).err(),
            license.start_trial(TrialIdentity::default()).err(),
            license
                .check_for_update("1.0.0")
                .and_then(|found| match found {
                    UpdateCheck::Available(update) => panic!("{update:?}"),
                    _ => license.check().map(drop),
                })
                .err(),
        ];
        for error in failed.into_iter().flatten() {
            assert!(error.to_string().lines().count() <= 1, "case {case}: {error}");
        }
        assert!(matches!(license.state().status, Status::MustConnect(_)), "case {case}: {}", license.state());
    }
}

#[test]
fn stores_of_any_form_are_empty_ones() {
    let mut random = Random(19);
    let jws = vectors("verdicts")["cases"][0]["jws"].as_str().unwrap().to_owned();
    let record = serde_json::json!({
        "version": 1, "licenseKey": "KEY", "answer": jws, "seen": 1_800_000_000_000u64, "keys": { "proofs": [jws] }, "released": ["a"],
        "borrowed": { "answer": jws, "token": "t" }, "request": { "nonce": "n", "at": 1 }, "device": "d", "seal": "0",
    });
    let somebody = Somebody::default();
    *somebody.0.lock().unwrap() = (503, String::new(), Vec::new());
    for case in 0..CASES / 10 {
        let store = MemoryStore::default();
        store.write(&random.text(&record.to_string())).unwrap();
        let license = opened(somebody.clone(), store);
        assert!(!license.state().is_usable(), "case {case}: {}", license.state());
    }
}
