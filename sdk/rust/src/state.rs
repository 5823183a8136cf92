//! The state of a license, as a program sees it.

use std::collections::BTreeMap;
use std::fmt;
use std::time::SystemTime;

use serde_json::{Map, Value};

use crate::proof::{Customer, Entitlement, Source};

/// What the program may do now.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LicenseState {
    /// Whether it may run, and on what terms.
    pub status: Status,
    /// Where the user buys more, also while the license is not usable.
    pub upgrade_url: Option<String>,
    /// Where the user manages licenses and devices, also while the license is not usable.
    pub manage_url: Option<String>,
}

/// Whether the program may run.
#[derive(Debug, Clone, PartialEq)]
pub enum Status {
    /// The server, or a license file, said yes.
    Valid(Grant),
    /// The last yes still holds, but could not be renewed: tell the user to connect before `until` of the grant.
    Grace(Grant, GraceReason),
    /// Nothing says yes any more: ask for a key, a license file, or the network.
    MustConnect(ConnectReason),
    /// The server said no, and signed it.
    Refused {
        /// Code of the server, such as `EXPIRED`, `REVOKED` or `DISABLED`.
        code: String,
        /// When it said so.
        since: SystemTime,
    },
}

/// What the license allows, as it was signed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Grant {
    /// Who says yes.
    pub source: Source,
    /// Until when the program may run if nobody answers.
    pub until: SystemTime,
    /// Features that hold now.
    pub features: Vec<String>,
    /// Entitlements that hold now, by code.
    pub entitlements: BTreeMap<String, Entitlement>,
    /// Maximum number of users; `None` is unlimited.
    pub max_users: Option<u64>,
    /// Expiration of the license; `None` for never.
    pub expires_at: Option<SystemTime>,
    /// UUID of the license on the server.
    pub license: Option<String>,
    /// Customer of the license, if the product shows it to programs.
    pub customer: Option<Customer>,
    /// The object `public` in the metadata of the product and of the license.
    pub metadata: Map<String, Value>,
    /// The object `public` in the metadata of this device.
    pub device_metadata: Map<String, Value>,
    /// Event that starts the term of the license, such as `first_activation`; `None` once it has started.
    pub starts_on: Option<String>,
    /// Code of a rule that the policy only reports, and that would refuse this program; `None` if none would.
    pub would_be: Option<String>,
}

/// Why the last yes could not be renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GraceReason {
    /// No working server answers.
    Unreachable,
    /// The clock of the device is behind a time that was seen.
    ClockTurnedBack,
    /// The floating seat was lost.
    NoSession,
}

/// Why nothing says yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConnectReason {
    /// The user has to type the license key.
    NoLicenseKey,
    /// The server was not asked yet.
    NoAnswer,
    /// The last yes has ended, and no working server answers.
    Unreachable,
    /// The license file has ended.
    FileEnded,
    /// The clock of the device is behind a time that was seen.
    ClockTurnedBack,
    /// The program has no floating seat yet.
    NoSession,
    /// All floating seats are taken; the program waits for one.
    NoSeatFree,
}

impl LicenseState {
    /// Whether the program may run.
    pub fn is_usable(&self) -> bool {
        self.grant().is_some()
    }

    /// What the license allows, while it is usable.
    pub fn grant(&self) -> Option<&Grant> {
        match &self.status {
            Status::Valid(grant) | Status::Grace(grant, _) => Some(grant),
            _ => None,
        }
    }

    /// Whether the license is usable and has this feature now.
    pub fn has_feature(&self, feature: &str) -> bool {
        self.grant().is_some_and(|grant| grant.features.iter().any(|each| each == feature))
    }

    /// `valid`, `grace`, `must_connect` or `refused`, as all languages and documents call it.
    pub fn kind(&self) -> &'static str {
        match self.status {
            Status::Valid(_) => "valid",
            Status::Grace(..) => "grace",
            Status::MustConnect(_) => "must_connect",
            Status::Refused { .. } => "refused",
        }
    }

    /// Why the state is not valid, such as `unreachable` or `EXPIRED`.
    pub fn reason(&self) -> Option<&str> {
        match &self.status {
            Status::Valid(_) => None,
            Status::Grace(_, reason) => Some(reason.as_str()),
            Status::MustConnect(reason) => Some(reason.as_str()),
            Status::Refused { code, .. } => Some(code),
        }
    }
}

/// `valid`, or kind and reason: `must_connect (no_license_key)`.
impl fmt::Display for LicenseState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason() {
            Some(reason) => write!(formatter, "{} ({reason})", self.kind()),
            None => formatter.write_str(self.kind()),
        }
    }
}

impl GraceReason {
    /// As all languages and documents call it.
    pub fn as_str(self) -> &'static str {
        match self {
            GraceReason::Unreachable => "unreachable",
            GraceReason::ClockTurnedBack => "clock_turned_back",
            GraceReason::NoSession => "no_session",
        }
    }
}

impl ConnectReason {
    /// As all languages and documents call it.
    pub fn as_str(self) -> &'static str {
        match self {
            ConnectReason::NoLicenseKey => "no_license_key",
            ConnectReason::NoAnswer => "no_answer",
            ConnectReason::Unreachable => "unreachable",
            ConnectReason::FileEnded => "file_ended",
            ConnectReason::ClockTurnedBack => "clock_turned_back",
            ConnectReason::NoSession => "no_session",
            ConnectReason::NoSeatFree => "no_seat_free",
        }
    }
}
