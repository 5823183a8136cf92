//! The license of a program on a device.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::builder::LicenseBuilder;
use crate::calendar::{SECOND, system_time};
use crate::download::Download;
use crate::environment::Environment;
use crate::error::{Error, Result};
use crate::monitor::Monitor;
use crate::relay::Relay;
use crate::shared::{Shared, lock};
use crate::state::LicenseState;
use crate::trial::TrialIdentity;
use crate::updates::{Update, UpdateCheck, UpdateFile, UpdateTarget, update_in};
use crate::usage::{CommittedUsage, CreditBalance, MeterBalance, ReservedUsage, UsageItem, first};
use crate::warning::Warning;

/// The license of a program on a device. [`License::builder`] makes one.
///
/// It can be cloned and sent to other threads: all clones are the same license, and changes of it take turns. [`License::state`] never
/// waits for the network. When the last clone is dropped, the license is closed.
#[derive(Clone)]
pub struct License {
    pub(crate) shared: Arc<Shared>,
}

impl License {
    /// Begins to open the license of a program.
    ///
    /// - `base_url`: address of the server, without `/api/v1`
    /// - `product`: reference of the product
    /// - `keys`: public keys of the server that the program trusts: `x` of each in `/.well-known/jwks.json`
    pub fn builder<K: Into<String>>(
        base_url: impl Into<String>,
        product: impl Into<String>,
        keys: impl IntoIterator<Item = K>,
    ) -> LicenseBuilder {
        LicenseBuilder::new(base_url.into(), product.into(), keys.into_iter().map(Into::into).collect())
    }

    /// What the program may do now.
    pub fn state(&self) -> LicenseState {
        self.shared.state()
    }

    /// The license key that is known; `None` if the user has to type it.
    pub fn license_key(&self) -> Option<String> {
        lock(&self.shared.view).license_key.clone()
    }

    /// Names this device on the server.
    pub fn fingerprint(&self) -> &str {
        &self.shared.fingerprint
    }

    /// Where the program runs, as the server gets it; `None` if the platform does not say.
    pub fn environment(&self) -> Option<Environment> {
        self.shared.environment
    }

    /// Things to mend before the program is shipped. They are logged, too.
    pub fn warnings(&self) -> Vec<Warning> {
        lock(&self.shared.view).warnings.clone()
    }

    /// The last that went wrong, also in the background; `None` after a good answer.
    pub fn last_error(&self) -> Option<Arc<Error>> {
        lock(&self.shared.view).problem.clone()
    }

    /// Until when the floating seat of this device needs no server; `None` if it is not borrowed.
    pub fn borrowed_until(&self) -> Option<SystemTime> {
        let until = lock(&self.shared.view).known.borrowed_until();
        until.filter(|until| self.shared.time.now() < until.saturating_add(SECOND)).map(system_time)
    }

    /// The relay in the customer's network that gave the last answer; `None` for the vendor's server.
    pub fn relay(&self) -> Option<Relay> {
        let view = lock(&self.shared.view);
        Some(view.known.answer.as_ref()?.relay.as_ref()?.shown())
    }

    /// Calls the listener with each new state, also from the thread that asks the server in the background.
    pub fn on_change(&self, listener: impl Fn(&LicenseState) + Send + Sync + 'static) {
        lock(&self.shared.listeners).push(Arc::new(listener));
    }

    /// Takes a seat for this device. A device that is already active keeps its seat.
    ///
    /// If the server refuses, such as with `SEATS_EXHAUSTED`, or nobody answers, the state is as before. While the server is busy, the
    /// activation of a key that is known is tried again later, and no earlier refusal of this device is shown until then.
    pub fn activate(&self, license_key: &str) -> Result<LicenseState> {
        self.turn(|monitor| monitor.activate(&monitor.key_or(Some(license_key))?))
    }

    /// Takes a seat for this device again, with the license key that is known.
    pub fn reactivate(&self) -> Result<LicenseState> {
        self.turn(|monitor| monitor.activate(&monitor.key_or(None)?))
    }

    /// Gives up the seat of this device and forgets the license key.
    pub fn release(&self) -> Result<LicenseState> {
        self.turn(Monitor::release)
    }

    /// Asks the server now. If nobody answers, [`License::last_error`] says why.
    pub fn check(&self) -> Result<LicenseState> {
        self.turn(|monitor| {
            monitor.check();
            Ok(())
        })
    }

    /// Does what is due. The background thread calls it; a program without one calls it now and then.
    pub fn wake(&self) -> LicenseState {
        self.shared.wake();
        self.state()
    }

    /// Keeps the floating seat for some days, also without network and after a restart. Calling it again replaces the days.
    pub fn borrow(&self, days: u32) -> Result<LicenseState> {
        if days == 0 {
            return Err(Error::invalid("INVALID_REQUEST", "days must be 1 or more"));
        }
        self.turn(|monitor| monitor.borrow(days))
    }

    /// Returns the borrowed seat: the program keeps it as an ordinary one.
    pub fn return_borrowed(&self) -> Result<LicenseState> {
        self.turn(Monitor::return_borrowed)
    }

    /// Asks for a trial of the product and, if it is granted, activates it; `None` while it has to be verified by e-mail.
    pub fn start_trial(&self, identity: TrialIdentity<'_>) -> Result<Option<LicenseState>> {
        let mut is_granted = false;
        let state = self.turn(|monitor| {
            let reply = monitor.server.calls.request_trial(identity.email, identity.domain)?;
            match reply.get("license_key").and_then(serde_json::Value::as_str) {
                Some(key) => {
                    is_granted = true;
                    monitor.activate(key)
                }
                None => Ok(()),
            }
        })?;
        Ok(is_granted.then_some(state))
    }

    /// Counts a use of a meter; negative amounts return one. `METER_EXHAUSTED` if it does not fit.
    pub fn record_usage(&self, meter: &str, amount: i64) -> Result<MeterBalance> {
        first(self.take(UsageItem::Meter(meter, amount))?.meters)
    }

    /// Uses a feature that costs credits; a negative amount returns them. With an error, such as `METER_EXHAUSTED`, nothing was taken.
    pub fn use_feature(&self, feature: &str, amount: i64) -> Result<CreditBalance> {
        first(self.take(UsageItem::Feature(feature, amount))?.credits)
    }

    /// Keeps amounts of meters and credits for this program, all of them or none, until it commits or releases them. After `seconds`,
    /// 60 by default, the reservation ends by itself.
    pub fn reserve_usage(&self, items: &[UsageItem<'_>], seconds: Option<u32>) -> Result<ReservedUsage> {
        self.asked(|monitor| {
            let key = monitor.key_or(None)?;
            monitor.server.reserve_usage(&key, items, seconds)
        })
    }

    /// Takes what was reserved, or less of it. It can be repeated: nothing is taken twice. `RESERVATION_ENDED` if it is too late.
    pub fn commit_usage(&self, reserved: &ReservedUsage, items: Option<&[UsageItem<'_>]>) -> Result<CommittedUsage> {
        self.asked(|monitor| monitor.server.commit_reservation(&reserved.token, items))
    }

    /// Gives back what was reserved.
    pub fn release_usage(&self, reserved: &ReservedUsage) -> Result<()> {
        self.asked(|monitor| monitor.server.calls.release_reservation(&reserved.token).map(drop))
    }

    /// Looks for a version that is newer than the given one, with files for the platform for which the program was compiled.
    pub fn check_for_update(&self, current_version: &str) -> Result<UpdateCheck> {
        self.check_for_update_of(current_version, UpdateTarget::default())
    }

    /// Looks for a version that is newer than the given one, with the files that the program wants.
    pub fn check_for_update_of(&self, current_version: &str, target: UpdateTarget<'_>) -> Result<UpdateCheck> {
        self.asked(|monitor| {
            let key = monitor.memory.license_key.clone();
            let (news, reply) = monitor.server.check_for_update(key.as_deref(), current_version, &target)?;
            update_in(&mut monitor.server, &news, &reply, current_version)
        })
    }

    /// Downloads the main file of an update. It goes on where an interrupted attempt has ended, and gets its name only if it is the
    /// file that the server signed; else the error is `DOWNLOAD_CHANGED`.
    pub fn download_update(&self, update: &Update, to: impl AsRef<Path>) -> Result<()> {
        let offered = || update.files.iter().filter(|file| file.address.is_some());
        let file = offered().find(|file| file.kind == "main").or_else(|| offered().next());
        let file = file.ok_or_else(not_allowed)?;
        self.download_file(file, to, |_| {})
    }

    /// Downloads one of the files of an update. `on_progress` gets the number of bytes that are there.
    pub fn download_file(&self, file: &UpdateFile, to: impl AsRef<Path>, mut on_progress: impl FnMut(u64)) -> Result<()> {
        let address = file.address.as_ref().ok_or_else(not_allowed)?;
        let (license_key, calls) = (self.license_key(), self.shared.calls.as_ref());
        let license_key = license_key.as_deref();
        Download { calls, file, address, license_key, on_progress: &mut on_progress }.to(to.as_ref())
    }

    /// Uses a license file until it ends. `license_key`: the one that it is for, unless it is known already.
    pub fn use_file(&self, text: &str, license_key: Option<&str>) -> Result<LicenseState> {
        self.turn(|monitor| monitor.use_file(text, license_key))
    }

    /// The text that a device without network shows, so that an admin makes a license file for it. It stays the same until a file
    /// answers it.
    pub fn offline_request(&self, license_key: Option<&str>) -> Result<String> {
        let mut request = String::new();
        self.turn(|monitor| {
            request = monitor.offline_request(license_key, &self.shared.fingerprint)?;
            Ok(())
        })?;
        Ok(request)
    }

    /// Gives up the license file. With the code that this returns, an admin frees the seat of the device.
    pub fn release_offline(&self) -> Result<String> {
        let mut code = String::new();
        self.turn(|monitor| {
            code = monitor.release_offline(&self.shared.fingerprint)?;
            Ok(())
        })?;
        Ok(code)
    }

    /// Ends the floating session and the background thread. [`License::state`] can still be read. Dropping the last clone does it, too.
    pub fn close(&self) {
        self.shared.close();
    }

    fn take(&self, item: UsageItem<'_>) -> Result<CommittedUsage> {
        self.asked(|monitor| {
            let key = monitor.key_or(None)?;
            monitor.server.record_usage(&key, &[item])
        })
    }

    /// A call that leaves the state as it is.
    pub(crate) fn asked<T>(&self, ask: impl FnOnce(&mut Monitor) -> Result<T>) -> Result<T> {
        let mut monitor = lock(&self.shared.monitor);
        if monitor.is_closed { Err(closed()) } else { ask(&mut monitor) }
    }

    pub(crate) fn turn(&self, change: impl FnOnce(&mut Monitor) -> Result<()>) -> Result<LicenseState> {
        self.shared.turn(|monitor| match monitor.is_closed {
            true => Err(closed()),
            false => change(monitor),
        })?;
        Ok(self.state())
    }
}

fn closed() -> Error {
    Error::invalid("LICENSE_CLOSED", "The license was closed")
}

fn not_allowed() -> Error {
    Error::invalid("DOWNLOAD_NOT_ALLOWED", "This license may not download this file, or the update has none")
}
