//! Parsers get what a network, a disk or a user makes of what they should read. Cases are random: a failing one is shown at its
//! smallest, and `PROPTEST_CASES` sets how many there are.

use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value};

use crate::calendar::{from_http_date, from_iso, iso8601, milliseconds, system_time};
use crate::encoding::{base64url, from_base64url, from_loose_base64, from_pasted_base64, json_object};
use crate::keys::{TrustedKeys, VERDICT};
use crate::license_file::{clean_license_file, read_license_file};
use crate::public_key::PublicKey;
use crate::record::{decode_record, encode_record};
use crate::typed_key::check_typed_key;
use crate::version_order::is_newer;
use crate::webhook::verify_at;

fn vectors(name: &str) -> Value {
    let path = format!("{}/../../test/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A field of the cases of a file of vectors.
fn texts(name: &str, field: &str) -> Vec<String> {
    let cases = vectors(name)["cases"].as_array().unwrap().clone();
    let found: Vec<String> = cases.iter().filter_map(|case| Some(case[field].as_str()?.to_owned())).collect();
    assert!(!found.is_empty());
    found
}

fn pinned(name: &str) -> TrustedKeys {
    let keys = vectors(name)["pinned"].as_array().unwrap().clone();
    TrustedKeys::pin(keys.iter().filter_map(Value::as_str)).unwrap()
}

/// One of the texts after some of its characters were replaced, removed, doubled or joined by others.
fn edited(texts: Vec<String>) -> impl Strategy<Value = String> {
    let edits = prop::collection::vec((any::<Index>(), 0..4usize, any::<String>(), 0..200usize), 1..4);
    (select(texts), edits).prop_map(|(text, edits)| {
        let mut characters: Vec<char> = text.chars().collect();
        for (place, kind, more, length) in edits {
            let start = place.index(characters.len() + 1);
            let end = (start + length).min(characters.len());
            let part: Vec<char> = characters[start..end].to_vec();
            match kind {
                0 => drop(characters.splice(start..end, more.chars())),
                1 => drop(characters.drain(start..end)),
                2 => drop(characters.splice(start..start, part)),
                _ => drop(characters.splice(start..start, more.chars())),
            }
        }
        characters.into_iter().collect()
    })
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let name = prop_oneof![
            select(vec!["keys", "signed", "kid", "public_key", "x", "alg", "kty"]).prop_map(str::to_owned),
            any::<String>()
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..6).prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
}

proptest! {
    #[test]
    fn an_edited_verdict_is_refused_or_says_what_was_signed(text in edited(texts("verdicts", "jws"))) {
        let keys = pinned("verdicts");
        if let Ok(claims) = keys.verify(&text, VERDICT) {
            let signed = texts("verdicts", "jws").into_iter().filter_map(|jws| keys.verify(&jws, VERDICT).ok());
            prop_assert!(signed.into_iter().any(|of_vector| of_vector == claims));
        }
    }

    #[test]
    fn an_edited_license_file_is_refused_or_says_what_was_signed(text in edited(texts("license-files", "file"))) {
        let keys = pinned("license-files");
        let device = vectors("license-files")["cases"][0]["device"].clone();
        let (license_key, fingerprint) = (device["license_key"].as_str().unwrap(), device["fingerprint"].as_str().unwrap());
        let read = |file: &str| read_license_file(file, &keys, license_key, fingerprint).ok();
        if let Some(claims) = read(&text) {
            prop_assert!(texts("license-files", "file").iter().any(|file| read(file).as_ref() == Some(&claims)));
        }
        if let Ok(clean) = clean_license_file(&text) {
            prop_assert_eq!(read(&clean), read(&text));
        }
    }

    #[test]
    fn an_edited_store_is_read_as_it_is_written_again(text in edited(texts("stores", "text"))) {
        let (record, _) = decode_record(Some(&text));
        let written = encode_record(&record);
        let (again, is_edited) = decode_record(Some(&written));
        prop_assert!(!is_edited);
        prop_assert_eq!(encode_record(&again), written);
    }

    #[test]
    fn a_list_of_keys_of_any_form_adds_no_key_that_a_trusted_one_has_not_signed(jwks in json(), text in edited(texts("verdicts", "jws"))) {
        let mut keys = pinned("verdicts");
        keys.learn(&jwks);
        keys.recall(&[text, jwks.to_string()]);
        prop_assert!(keys.proofs().is_empty());
    }

    #[test]
    fn a_webhook_with_another_signature_is_refused(body in any::<Vec<u8>>(), headers in any::<[String; 3]>(), secret in any::<String>()) {
        let header = |name: &str| match name {
            "webhook-id" => Some(headers[0].as_str()),
            "webhook-timestamp" => Some(headers[1].as_str()),
            _ => Some(headers[2].as_str()),
        };
        prop_assert!(verify_at(&body, header, &[&secret], SystemTime::now(), Duration::from_secs(300)).is_err());
    }

    #[test]
    fn bytes_are_read_as_they_were_written(data in any::<Vec<u8>>()) {
        prop_assert_eq!(from_base64url(&base64url(&data)), Ok(data));
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), other in any::<String>()) {
        let _ = (from_base64url(&text).is_ok(), from_pasted_base64(&text).is_ok(), from_loose_base64(&text));
        let _ = (json_object(text.as_bytes()).is_ok(), from_iso(&text), from_http_date(&text));
        let _ = (PublicKey::from_text(&text), PublicKey::pasted(&text));
        let _ = (check_typed_key(&text, &other), check_typed_key(&text, "LIC-%Z{4}%C"));
        prop_assert!(!(is_newer(&text, &other) && is_newer(&other, &text)));
        prop_assert!(!is_newer(&text, &text));
    }

    #[test]
    fn a_time_is_read_as_it_was_written(at in -62_135_596_800_000i64..253_402_300_800_000) {
        prop_assert_eq!(from_iso(&iso8601(system_time(at))), Some(milliseconds(system_time(at))));
    }
}
