//! Names this device by the id of its system. The id itself never leaves the device.

use crate::encoding::{base64url, random_id, sha256};
use crate::environment::{Environment, environment_of, is_machine_id_own};
use crate::error::Result;
use crate::system::System;
use crate::warning::Warning;

/// A device, as the server gets it.
#[derive(Debug)]
pub(crate) struct Device {
    pub fingerprint: String,
    /// None if the platform does not say.
    pub environment: Option<Environment>,
    /// Random id to keep in the store.
    pub remembered: Option<String>,
    pub warning: Option<Warning>,
}

/// This device.
///
/// Its fingerprint is the base64url of the SHA-256 of product, NUL and id: `/etc/machine-id` or `/var/lib/dbus/machine-id` on Linux
/// and BSD, IOPlatformUUID on macOS, MachineGuid on Windows; a random id in the store where the system has none, and in containers
/// that have that of their image.
pub(crate) fn system_device(product: &str, remembered: Option<String>, system: &dyn System) -> Result<Device> {
    let environment = environment_of(system);
    let is_container = environment == Some(Environment::Container);
    let system_id = system_id(system, is_container);
    let warning = (is_container && system_id.is_none()).then_some(Warning::ContainerWithoutId);
    let (id, kept) = match (system_id, remembered.clone()) {
        (Some(id), kept) => (id, kept),
        (None, Some(kept)) => (kept.clone(), Some(kept)),
        (None, None) => {
            let made = random_id()?;
            if let Some(warning) = &warning {
                warning.log();
            }
            (made.clone(), Some(made))
        }
    };
    Ok(Device { fingerprint: fingerprint_of(product, &id), environment, remembered: kept, warning })
}

fn fingerprint_of(product: &str, id: &str) -> String {
    base64url(sha256(format!("{product}\0{id}").as_bytes()))
}

fn system_id(system: &dyn System, is_container: bool) -> Option<String> {
    match system.os().as_str() {
        "windows" => {
            let guid = system.registry(r"SOFTWARE\Microsoft\Cryptography", "MachineGuid");
            (!guid.is_empty() && !is_container).then(|| guid.to_lowercase())
        }
        "macos" => {
            let output = system.output("/usr/sbin/ioreg", &["-rd1", "-c", "IOPlatformExpertDevice"]);
            let (_, rest) = output.split_once("\"IOPlatformUUID\"")?;
            let value = rest.trim_start().strip_prefix('=')?.trim_start().strip_prefix('"')?;
            value.split('"').next().filter(|id| !id.is_empty()).map(str::to_lowercase)
        }
        _ => ["/etc/machine-id", "/var/lib/dbus/machine-id"].into_iter().find_map(|path| {
            // systemd writes "uninitialized" during the first start.
            let id = system.text(path).to_lowercase();
            let is_id = (32..=36).contains(&id.len()) && id.bytes().all(|each| each == b'-' || each.is_ascii_hexdigit());
            (is_id && (!is_container || is_machine_id_own(system, path))).then_some(id)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_devices_as_the_other_languages_do() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../test/vectors/fingerprints.json");
        let vectors: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let cases = vectors["cases"].as_array().unwrap();
        assert!(cases.len() > 3);
        for case in cases {
            let fingerprint = fingerprint_of(case["product"].as_str().unwrap(), case["id"].as_str().unwrap());
            assert_eq!(fingerprint, case["hardware_id"], "{}", case["name"]);
        }
    }
}
