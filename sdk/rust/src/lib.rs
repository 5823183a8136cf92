#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Whatever the network or a user gives: an error, and never a panic.
#![cfg_attr(
    not(test),
    deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice, clippy::unwrap_used)
)]

mod builder;
mod calendar;
mod calls;
mod device;
mod distrust;
mod download;
mod encoding;
mod environment;
mod error;
mod floating;
#[cfg(test)]
mod hostile_input;
mod http;
mod idle;
mod keys;
mod knowledge;
mod known_time;
mod ledger;
mod license;
mod license_file;
mod memory;
mod monitor;
mod nearby;
mod offline;
mod outcome;
mod proof;
mod public_key;
mod record;
mod relay;
mod schedule;
mod seat;
mod server;
mod session_lock;
mod shared;
mod state;
mod store;
mod system;
mod transport;
mod trial;
mod typed_key;
mod updates;
mod usage;
mod version_order;
mod waiting;
mod warning;

pub mod management;
pub mod signed;
pub mod webhook;

pub use builder::LicenseBuilder;
pub use calendar::iso8601;
pub use distrust::{Mismatch, Untrusted};
pub use environment::Environment;
pub use error::{Error, Failure, Refusal, Result};
pub use ledger::{LedgerBalance, LedgerBuilder, UsageLedger};
pub use license::License;
pub use proof::{Customer, Entitlement, Source};
pub use relay::Relay;
pub use state::{ConnectReason, GraceReason, Grant, LicenseState, Status};
pub use store::{FileStore, LicenseStore, MemoryStore};
pub use system::{LocalSystem, System};
pub use transport::{Request, Response, Transport, TransportError};
pub use trial::TrialIdentity;
pub use typed_key::{TypedKey, check_typed_key};
pub use updates::{OutOfReach, Update, UpdateCheck, UpdateFile, UpdateTarget};
pub use usage::{CommittedUsage, CreditBalance, MeterBalance, ReservedUsage, UsageItem};
pub use waiting::{FloatingFeature, SeatPlace};
pub use warning::Warning;
