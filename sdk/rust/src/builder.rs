//! Opens the license of a program.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::calendar::whole_milliseconds;
use crate::calls::{Calls, Facts};
use crate::device::{Device, system_device};
use crate::environment::{Environment, environment_of};
use crate::error::{Error, Result};
use crate::http::Http;
use crate::keys::TrustedKeys;
use crate::known_time::{Clock, KnownTime};
use crate::license::License;
use crate::memory::LicenseMemory;
use crate::monitor::Monitor;
use crate::nearby::find_relay;
use crate::proof::Verifier;
use crate::record::{LicenseRecord, decode_record};
use crate::server::LicenseServer;
use crate::shared::Shared;
use crate::store::LicenseStore;
use crate::system::{LocalSystem, System};
use crate::transport::{Transport, default_transport};

const MAX_FINGERPRINT: usize = 512;

/// Options of a license. [`License::builder`] makes one, [`LicenseBuilder::open`] opens the license.
#[must_use = "a license is opened by `open`"]
pub struct LicenseBuilder {
    base_url: String,
    product: String,
    keys: Vec<String>,
    store: Option<Box<dyn LicenseStore>>,
    transport: Option<Box<dyn Transport>>,
    system: Box<dyn System>,
    clock: Clock,
    device: Option<String>,
    environment: Option<Environment>,
    license_key: Option<String>,
    app_version: Option<String>,
    channel: Option<String>,
    user: Option<String>,
    policy: Option<String>,
    group: Option<String>,
    customer: Option<String>,
    checksum: Option<String>,
    is_floating: bool,
    finds_relay: bool,
    max_grace: Option<Duration>,
    timeout: Duration,
    retries: u32,
    has_background: bool,
}

impl LicenseBuilder {
    pub(crate) fn new(base_url: String, product: String, keys: Vec<String>) -> Self {
        LicenseBuilder {
            base_url,
            product,
            keys,
            store: None,
            transport: None,
            system: Box::new(LocalSystem),
            clock: Arc::new(SystemTime::now),
            device: None,
            environment: None,
            license_key: None,
            app_version: None,
            channel: None,
            user: None,
            policy: None,
            group: None,
            customer: None,
            checksum: None,
            is_floating: false,
            finds_relay: false,
            max_grace: None,
            timeout: Duration::from_secs(10),
            retries: 1,
            has_background: true,
        }
    }

    /// Where the license is remembered. It must be given.
    pub fn store(mut self, store: impl LicenseStore + 'static) -> Self {
        self.store = Some(Box::new(store));
        self
    }

    /// Names this device, in 1 to 86 characters; by default by the id of the system. Give it in containers.
    pub fn device(mut self, device: impl Into<String>) -> Self {
        self.device = Some(device.into());
        self
    }

    /// Where the program runs, if it knows better than its platform, such as [`Environment::Development`].
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// A key that the program knows already; it precedes the one in the store.
    pub fn license_key(mut self, license_key: impl Into<String>) -> Self {
        self.license_key = Some(license_key.into());
        self
    }

    /// Version of the program, which the server shows.
    pub fn app_version(mut self, app_version: impl Into<String>) -> Self {
        self.app_version = Some(app_version.into());
        self
    }

    /// Channel of updates, such as `beta`.
    pub fn channel(mut self, channel: impl Into<String>) -> Self {
        self.channel = Some(channel.into());
        self
    }

    /// Named user of the license.
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// ID or name of the policy that the license must have; empty for any.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policy = Some(policy.into()).filter(|policy| !policy.is_empty());
        self
    }

    /// ID or name of the group in which the license must be; empty for any.
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into()).filter(|group| !group.is_empty());
        self
    }

    /// ID, reference or e-mail of the customer who must own the license; empty for any.
    pub fn customer(mut self, customer: impl Into<String>) -> Self {
        self.customer = Some(customer.into()).filter(|customer| !customer.is_empty());
        self
    }

    /// SHA-256 of the program's file in hex, which must be published for its version and product; empty: not checked.
    pub fn checksum(mut self, checksum: impl Into<String>) -> Self {
        self.checksum = Some(checksum.into()).filter(|checksum| !checksum.is_empty());
        self
    }

    /// Whether the program needs a floating seat to run: it takes one and keeps it, and waits while all are taken.
    pub fn floating(mut self, is_floating: bool) -> Self {
        self.is_floating = is_floating;
        self
    }

    /// Whether a relay in this network is looked for before `base_url` is called: by the record SRV `_keyward._tcp` of the computer's domain,
    /// then by multicast DNS, for at most two seconds.
    pub fn find_relay(mut self, finds_relay: bool) -> Self {
        self.finds_relay = finds_relay;
        self
    }

    /// For how long an overdue answer is used at most; by default for as long as it allows.
    pub fn max_grace(mut self, max_grace: Duration) -> Self {
        self.max_grace = Some(max_grace);
        self
    }

    /// Of a call; 10 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How often a call that got no answer is repeated at once; 1 by default.
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Whether a thread asks the server when it is due; without it, call [`License::wake`] now and then.
    pub fn background(mut self, has_background: bool) -> Self {
        self.has_background = has_background;
        self
    }

    /// Replaces the HTTP client.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Replaces the local clock, as in tests.
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Replaces the reads of the system, as in tests.
    pub fn system(mut self, system: impl System + 'static) -> Self {
        self.system = Box::new(system);
        self
    }

    /// Opens the license.
    ///
    /// It waits for the server if the store holds no answer with which the program may run, or the last answer is overdue. It returns a
    /// license also if nobody answers: look at [`License::state`]. An error is one of the options.
    pub fn open(self) -> Result<License> {
        let device = self.device.as_deref().map(str::trim);
        if self.product.is_empty() {
            return Err(Error::options("product must be the reference of a product"));
        }
        if device.is_some_and(|device| !(1..=MAX_FINGERPRINT).contains(&device.chars().count())) {
            return Err(Error::options(format!("device must have 1 to {MAX_FINGERPRINT} characters")));
        }
        let mut keys = TrustedKeys::pin(&self.keys)?;
        let transport = self.transport.map_or_else(default_transport, Ok)?;
        let mut http = Http::new(&self.base_url, transport, self.timeout, self.retries)?;
        if self.finds_relay
            && let Some(address) = find_relay()
        {
            http.base_url = address;
        }
        let store = self.store.ok_or_else(|| Error::options("store: say where the license is remembered"))?;

        let (record, problem) = read(store.as_ref());
        let found = match device {
            Some(device) => Device {
                fingerprint: device.to_owned(),
                environment: environment_of(self.system.as_ref()),
                remembered: record.device.clone(),
                warning: None,
            },
            None => system_device(&self.product, record.device.clone(), self.system.as_ref())?,
        };
        let is_new_device = found.remembered != record.device;
        let environment = self.environment.or(found.environment);
        keys.recall(&record.proofs);
        let time = Arc::new(KnownTime::new(self.clock.clone(), record.seen));
        let (product, fingerprint) = (self.product.clone(), found.fingerprint.clone());
        let verifier = Verifier { keys, product, fingerprint, time: time.clone() };
        let given_key = self.license_key.map(|key| key.trim().to_owned()).filter(|key| !key.is_empty());
        let mut memory = LicenseMemory::new(store);
        memory.recall(&verifier, &record, given_key.clone().or_else(|| record.license_key.clone()), found.remembered);
        memory.proofs().for_each(|proof| time.saw_at_least(proof.issued_at));

        let facts = Facts {
            product: self.product,
            hardware_id: found.fingerprint.clone(),
            app_version: self.app_version,
            channel: self.channel,
            user: self.user,
            policy: self.policy,
            group: self.group,
            customer: self.customer,
            checksum: self.checksum,
            environment: environment.map(Environment::as_str),
        };
        let server = LicenseServer::new(Arc::new(Calls { http, facts }), verifier, self.clock);
        let grace = self.max_grace.map(whole_milliseconds);
        let mut monitor = Monitor::new(server, memory, time, given_key, self.is_floating, grace);
        monitor.problem = problem.map(Arc::new);
        let shared = Arc::new(Shared::new(monitor, found.fingerprint, environment, found.warning));
        shared.turn(|monitor| monitor.open(is_new_device));
        if self.has_background {
            shared.start_worker()?;
        }
        Ok(License { shared })
    }
}

/// A store that cannot be read is a store without an answer.
fn read(store: &dyn LicenseStore) -> (LicenseRecord, Option<Error>) {
    match store.read() {
        Err(error) => (LicenseRecord::default(), Some(error.into())),
        Ok(text) => {
            let (record, is_edited) = decode_record(text.as_deref());
            let problem = || Error::invalid("INVALID_REQUEST", "The store was edited: it is not used");
            (record, is_edited.then(problem))
        }
    }
}
