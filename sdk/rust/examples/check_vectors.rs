//! Reads cases of test/vectors from standard input, as JSON, and prints what comes of each signature, as JSON.

use std::io::{stdin, stdout};

use keyward::signed::{ANSWER, TrustedKeys, UPDATE, VERDICT, offline_request, read_license_file, release_code};
use keyward::{TypedKey, Untrusted, check_typed_key};
use serde_json::{Map, Value, json};

fn outcome(read: Result<Map<String, Value>, Untrusted>) -> Value {
    match read {
        Ok(claims) => json!({ "claims": claims }),
        Err(untrusted) => json!({ "error": untrusted.reason() }),
    }
}

fn pinned(task: &Value) -> TrustedKeys {
    let keys = task["pinned"].as_array().into_iter().flatten().filter_map(Value::as_str);
    TrustedKeys::pin(keys).expect("the pinned keys are keys")
}

fn rotation(task: &Value) -> Value {
    let mut keys = pinned(task);
    for jwks in task["case"]["learn"].as_array().into_iter().flatten() {
        keys.learn(jwks);
    }
    let mut restarted = pinned(task);
    restarted.recall(keys.proofs());
    let probes = task["case"]["verify"].as_array().into_iter().flatten();
    probes.map(|probe| outcome(restarted.verify(probe["jws"].as_str().unwrap_or_default(), VERDICT))).collect()
}

fn relayed(task: &Value) -> Result<Map<String, Value>, Untrusted> {
    let text = |path: &str| task["case"].pointer(path).and_then(Value::as_str);
    let (jws, typ) = (text("/jws").unwrap_or_default(), text("/typ").unwrap_or_default());
    if typ != VERDICT && typ != ANSWER {
        return pinned(task).verify(jws, typ);
    }
    let (claims, relay) = pinned(task).verify_answer(jws, typ)?;
    let hash = text("/request/license_key").map(sha256_hex);
    let now = task["case"]["request"]["now"].as_i64().map(|seconds| seconds * 1_000);
    relay.expect("a relay signed it").check(text("/request/product").unwrap_or_default(), hash.as_deref(), now)?;
    Ok(claims)
}

fn sha256_hex(text: &str) -> String {
    let hash = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(task: &Value) -> Value {
    let text = |path: &str| task["case"].pointer(path).and_then(Value::as_str).unwrap_or_default();
    match task["vectors"].as_str() {
        Some("air-gap") => {
            let (key, fingerprint) = (text("/license_key"), text("/fingerprint"));
            json!({
                "offline_request": offline_request(key, fingerprint, text("/nonce")),
                "release_code": release_code(key, fingerprint, text("/jti")),
            })
        }
        Some("typed-keys") => match check_typed_key(text("/key"), text("/key_format")) {
            TypedKey::Right => json!({ "result": "right" }),
            TypedKey::Other => json!({ "result": "other" }),
            TypedKey::Mistyped { group, text } => json!({ "result": "mistyped", "group": group, "text": text }),
        },
        Some("relays") => outcome(relayed(task)),
        Some(name) if name.starts_with("key-rotation") => rotation(task),
        Some("license-files") => {
            let (key, fingerprint) = (text("/device/license_key"), text("/device/fingerprint"));
            outcome(read_license_file(text("/file"), &pinned(task), key, fingerprint))
        }
        name => {
            let typ = match name {
                Some("updates") => UPDATE,
                Some("answers") => ANSWER,
                _ => VERDICT,
            };
            outcome(pinned(task).verify(text("/jws"), typ))
        }
    }
}

fn main() -> serde_json::Result<()> {
    let tasks: Vec<Value> = serde_json::from_reader(stdin())?;
    serde_json::to_writer(stdout(), &tasks.iter().map(read).collect::<Vec<_>>())
}
