//! A newer version, as the server signed it.

use std::time::SystemTime;

use serde_json::Value;

use crate::calendar::{from_iso, system_time};
use crate::distrust::{Mismatch, Untrusted};
use crate::error::{Error, Result};
use crate::http::Reply;
use crate::keys::{Claims, UPDATE};
use crate::server::LicenseServer;
use crate::version_order::is_newer;

/// The program and the files that it wants, for versions that have files for platforms. By default, platform and processor are those
/// for which the program was compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpdateTarget<'a> {
    /// Such as `windows`, `darwin` or `linux`.
    pub platform: Option<&'a str>,
    /// Such as `x64` or `arm64`.
    pub arch: Option<&'a str>,
    /// The only kind of files that the program wants, such as `installer` or `portable`.
    pub kind: Option<&'a str>,
    /// The label that you gave to the files that the program wants.
    pub label: Option<&'a str>,
    /// Version of the system: versions that need a newer one are not offered.
    pub os_version: Option<&'a str>,
}

impl Default for UpdateTarget<'_> {
    fn default() -> Self {
        UpdateTarget { platform: platform(), arch: arch(), kind: None, label: None, os_version: None }
    }
}

/// As the server calls the platforms of files.
fn platform() -> Option<&'static str> {
    match std::env::consts::OS {
        "linux" => Some("linux"),
        "macos" => Some("darwin"),
        "windows" => Some("windows"),
        _ => None,
    }
}

fn arch() -> Option<&'static str> {
    match std::env::consts::ARCH {
        "x86_64" => Some("x64"),
        "aarch64" => Some("arm64"),
        "x86" => Some("ia32"),
        "arm" => Some("armv7l"),
        _ => None,
    }
}

/// Whether there is a newer version.
#[derive(Debug, Clone, PartialEq)]
pub enum UpdateCheck {
    /// This version is the newest that the server offers.
    UpToDate,
    /// A newer version that this license may have.
    Available(Update),
    /// A newer version that this license may not have: tell the user, and what to do.
    OutOfReach(OutOfReach),
}

/// A newer version, as the server signed it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Update {
    /// Such as `2.1.0`.
    pub version: String,
    /// Such as `stable`.
    pub channel: String,
    /// When it was released.
    pub released_at: Option<SystemTime>,
    /// The files of the version for this platform.
    pub files: Vec<UpdateFile>,
    /// The signed manifest, for an installer that verifies it again.
    pub manifest: String,
    /// Whether earlier versions should no longer be used. Not signed.
    pub is_mandatory: bool,
    /// Not signed.
    pub summary: Option<String>,
    /// Not signed.
    pub changelog: Option<String>,
}

/// A file of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdateFile {
    /// `main`, or the kind of a file for a platform.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// In lower-case hex. A download is compared with it before it gets its name.
    pub sha256: String,
    /// Platform of a file that is made for one.
    pub platform: Option<String>,
    /// Processor of a file that is made for one.
    pub arch: Option<String>,
    /// Tells files of one platform, processor and type apart.
    pub label: Option<String>,
    /// Where it is downloaded; `None` if this license may not.
    pub(crate) address: Option<FileAddress>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileAddress {
    /// Path and query on the server that the program knows: an address is not signed, and the license key goes with the request.
    OnServer(String),
    /// An address elsewhere, as the server signed it.
    Elsewhere(String),
}

/// A newer version that this license may not have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutOfReach {
    /// Such as `2.1.0`.
    pub version: String,
    /// Such as `stable`. Not signed.
    pub channel: Option<String>,
    /// `UPDATES_ENDED`: it was released after the license's updates have ended. `LICENSE_REQUIRED`: there is no license key. Or why the
    /// license is not usable, such as `EXPIRED`.
    pub reason: String,
    /// A sentence about the version. Not signed.
    pub summary: Option<String>,
}

impl UpdateCheck {
    /// The update to download, if there is a newer version. The error `DOWNLOAD_NOT_ALLOWED` says that this license may not have it.
    pub fn update(&self) -> Result<Option<&Update>> {
        match self {
            UpdateCheck::UpToDate => Ok(None),
            UpdateCheck::Available(update) => Ok(Some(update)),
            UpdateCheck::OutOfReach(newer) => {
                let message = format!("This license may not download version {}: {}", newer.version, newer.reason);
                Err(Error::invalid("DOWNLOAD_NOT_ALLOWED", message))
            }
        }
    }
}

/// The newest version, by the claims of an answer to `updates/check`.
pub(crate) fn update_in(server: &mut LicenseServer, news: &Claims, reply: &Reply, current_version: &str) -> Result<UpdateCheck> {
    let is = |claims: &Claims, name: &str, expected: &str| claims.get(name).and_then(Value::as_str) == Some(expected);
    if !is(news, "product", &server.verifier.product) || !is(news, "current_version", current_version) {
        return Err(Error::untrusted(Mismatch::Version));
    }
    let manifest = reply.get("manifest").and_then(Value::as_str);
    match (manifest, news.get("available").and_then(Value::as_bool)) {
        (Some(manifest), Some(true)) => {
            let claims = server.verified(manifest, UPDATE)?;
            if !is(&claims, "product", &server.verifier.product) {
                return Err(Error::untrusted(Mismatch::Product));
            }
            let update = available(reply, &claims, manifest, current_version)?;
            if !is(news, "version", &update.version) {
                return Err(Error::untrusted(Mismatch::Version));
            }
            Ok(UpdateCheck::Available(update))
        }
        _ => {
            let newer = out_of_reach(news, reply).filter(|newer| is_newer(&newer.version, current_version));
            Ok(newer.map_or(UpdateCheck::UpToDate, UpdateCheck::OutOfReach))
        }
    }
}

fn available(reply: &Reply, claims: &Claims, manifest: &str, current_version: &str) -> Result<Update> {
    let version = text(claims, "version")?;
    if !is_newer(&version, current_version) {
        return Err(Error::untrusted(Mismatch::Version));
    }
    let offered = reply.get("files").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let signed = claims.get("files").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    Ok(Update {
        version,
        channel: text(claims, "channel")?,
        released_at: claims.get("released_at").and_then(time_of),
        files: signed.map(|file| file_in(file, offered)).collect::<Result<_>>()?,
        manifest: manifest.to_owned(),
        is_mandatory: reply.get("is_mandatory").and_then(Value::as_bool) == Some(true),
        summary: text(reply, "summary").ok(),
        changelog: text(reply, "changelog").ok(),
    })
}

fn out_of_reach(news: &Claims, reply: &Reply) -> Option<OutOfReach> {
    let newer = news.get("out_of_reach")?.as_object()?;
    let beside = |name: &str| text(reply.get("out_of_reach")?.as_object()?, name).ok();
    Some(OutOfReach {
        version: text(newer, "version").ok()?,
        reason: text(newer, "reason").ok()?,
        channel: beside("channel"),
        summary: beside("summary"),
    })
}

fn file_in(signed: &Claims, offered: &[Value]) -> Result<UpdateFile> {
    let (kind, name, sha256) = (text(signed, "type")?, text(signed, "name")?, text(signed, "sha256")?);
    let is_sum = sha256.len() == 64 && sha256.bytes().all(|each| each.is_ascii_hexdigit());
    let size = signed.get("size").and_then(Value::as_u64).filter(|_| is_sum);
    let target = |field: &str| text(signed, field).ok();
    // By what the other one tells; its sum may have been forged.
    let is_it = |file: &&Value| {
        let is = |field: &str, expected: Option<&str>| file.get(field).and_then(Value::as_str) == expected;
        let is_for_target = |field: &&str| file.get(field).is_none() || is(field, target(field).as_deref());
        is("type", Some(&kind)) && is("name", Some(&name)) && ["platform", "arch", "label"].iter().all(is_for_target)
    };
    let address = match signed.get("url").and_then(Value::as_str) {
        Some(url) => Some(FileAddress::Elsewhere(url.to_owned())),
        None => offered.iter().find(is_it).and_then(|file| on_server(file.get("url")?.as_str()?)),
    };
    let size = size.ok_or_else(|| Error::untrusted(Untrusted::Malformed))?;
    let (platform, arch, label) = (target("platform"), target("arch"), target("label"));
    Ok(UpdateFile { kind, name, size, sha256, platform, arch, label, address })
}

fn on_server(url: &str) -> Option<FileAddress> {
    let bare = url.split('#').next()?;
    let path = bare.split('?').next()?;
    let start = path.find("/api/v1/updates/")?;
    bare.get(start..).map(|path| FileAddress::OnServer(path.to_owned()))
}

/// Seconds since 1970, or a date as text.
fn time_of(value: &Value) -> Option<SystemTime> {
    let seconds = value.as_f64().map(|seconds| (seconds * 1000.0) as i64);
    seconds.or_else(|| from_iso(value.as_str()?)).map(system_time)
}

fn text(members: &Claims, name: &str) -> Result<String> {
    match members.get(name).and_then(Value::as_str) {
        Some(text) if !text.is_empty() => Ok(text.to_owned()),
        _ => Err(Error::untrusted(Untrusted::Malformed)),
    }
}
