//! Runs the commands of the conformance suite: a JSON object from each line of standard input, a reply for each.

use std::io::{Write, stdin, stdout};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use keyward::*;
use serde_json::{Value, json};

mod ledger;
mod results;
use results::*;

static NOW: AtomicU64 = AtomicU64::new(0);

/// A system that is read from a folder.
struct TestSystem(Value);

impl TestSystem {
    fn value(&self, path: &str) -> String {
        self.0.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned()
    }
    fn rooted(&self, path: &str) -> String {
        format!("{}{path}", self.value("/root"))
    }
}

impl System for TestSystem {
    fn os(&self) -> String {
        self.value("/platform").replace("darwin", "macos").replace("win32", "windows")
    }
    fn exists(&self, path: &str) -> bool {
        LocalSystem.exists(&self.rooted(path))
    }
    fn text(&self, path: &str) -> String {
        LocalSystem.text(&self.rooted(path))
    }
    fn variable(&self, name: &str) -> String {
        self.value(&format!("/variables/{name}"))
    }
    fn output(&self, program: &str, _: &[&str]) -> String {
        self.value(&format!("/outputs/{}", program.replace('/', "~1")))
    }
    fn registry(&self, key: &str, name: &str) -> String {
        self.value(&format!("/registry/HKLM\\{key}/{name}"))
    }
}

#[derive(Default)]
struct Driver {
    license: Option<License>,
    update: Option<UpdateCheck>,
    reserved: Option<ReservedUsage>,
    ledger: Option<UsageLedger>,
}

impl Driver {
    fn send(&mut self, command: &Value) -> Value {
        NOW.store(command["now"].as_u64().unwrap_or(0), Ordering::SeqCst);
        match self.act(command["do"].as_str().unwrap_or_default(), &command["with"]) {
            Ok(result) => json!({ "state": self.state(), "device": self.device(), "result": result }),
            Err(error) => json!({
                "state": self.state(), "device": self.device(),
                "error": error.code(), "unreachable": error.is_unreachable(), "message": error.message(),
                "signed": matches!(error, Error::Refused(refusal) if refusal.is_signed),
            }),
        }
    }

    fn act(&mut self, name: &str, with: &Value) -> Result<Value> {
        if let Some(name) = name.strip_prefix("ledger_") {
            if name == "open" {
                self.ledger = Some(ledger::open(with)?);
            }
            return ledger::act(self.ledger.as_ref().expect("a ledger is open"), name, with);
        }
        if name == "open" {
            self.license = None;
            self.license = Some(open(with)?);
        }
        let (text, amount) = (|name: &str| with[name].as_str().unwrap_or_default(), with["amount"].as_i64().unwrap_or(0));
        let (license, key) = (self.license.as_ref().expect("a license is open"), text("license_key"));
        match name {
            "activate" => license.activate(key).map(drop)?,
            "check" => license.check().map(drop)?,
            "release" => license.release().map(drop)?,
            "wake" => drop(license.wake()),
            "close" => license.close(),
            "borrow" => license.borrow(with["days"].as_u64().unwrap_or(0) as u32).map(drop)?,
            "return_borrowed" => license.return_borrowed().map(drop)?,
            "active" => license.active(),
            "stop_waiting" => license.stop_waiting().map(drop)?,
            "wait_for_seat" => {
                license.wait_for_seat(Duration::from_millis(with["timeout_ms"].as_u64().unwrap_or(0))).map(drop)?
            }
            "take_features" => return Ok(features(&license.take_features(&listed(with))?)),
            "release_features" => return Ok(features(&license.release_features(&listed(with))?)),
            "place" => return Ok(license.place().map_or(Value::Null, |place| json!({ "position": place.position }))),
            "last_error" => return Ok(last_error(license)),
            "borrowed" => return Ok(license.borrowed_until().is_some().into()),
            "start_trial" => return Ok(license.start_trial(TrialIdentity::default())?.is_some().into()),
            "release_offline" => return Ok(license.release_offline()?.into()),
            "use_file" => license.use_file(text("file"), Some(key)).map(drop)?,
            "offline_request" => return Ok(license.offline_request(Some(key))?.into()),
            "record_usage" => return Ok(meter(&license.record_usage(text("meter"), amount)?)),
            "use_feature" => return Ok(credit(&license.use_feature(text("feature"), amount)?)),
            "reserve_usage" => {
                let seconds = with["seconds"].as_u64().map(|seconds| seconds as u32);
                self.reserved = Some(license.reserve_usage(&items(with), seconds)?);
            }
            "commit_usage" => {
                let (reserved, items) = (self.reserved.as_ref().expect("usage is reserved"), items(with));
                let after = license.commit_usage(reserved, with["items"].is_array().then_some(&items[..]))?;
                let meters: Vec<_> = after.meters.iter().map(meter).collect();
                return Ok(json!({ "meters": meters, "credits": after.credits.iter().map(credit).collect::<Vec<_>>() }));
            }
            "release_usage" => license.release_usage(self.reserved.as_ref().expect("usage is reserved"))?,
            "relay" => return Ok(license.relay().map_or(Value::Null, |relay| json!({ "id": relay.id, "name": relay.name }))),
            "facts" => return Ok(facts(license.state().grant())),
            "check_for_update" => {
                return Ok(offered(self.update.insert(license.check_for_update_of(text("current_version"), target(with))?)));
            }
            "download_update" => {
                let found = self.update.as_ref().expect("updates were looked for").update()?;
                license.download_update(found.expect("there is an update"), text("path"))?;
            }
            _ => {}
        }
        Ok(Value::Null)
    }

    fn state(&self) -> Option<Value> {
        let state = self.license.as_ref()?.state();
        let grant = state.grant();
        Some(json!({
            "kind": state.kind(), "usable": state.is_usable(), "reason": state.reason(),
            "source": grant.map(|grant| grant.source.as_str()),
            "features": grant.map(|grant| grant.features.clone()).unwrap_or_default(),
            "max_users": grant.and_then(|grant| grant.max_users),
            "expires_at": grant.and_then(|grant| grant.expires_at).map(iso8601),
        }))
    }

    fn device(&self) -> Option<Value> {
        let license = self.license.as_ref()?;
        let warnings: Vec<_> = license.warnings().iter().map(Warning::code).collect();
        let environment = license.environment().map(Environment::as_str);
        Some(json!({ "environment": environment, "fingerprint": license.fingerprint(), "warnings": warnings }))
    }
}

fn items(with: &Value) -> Vec<UsageItem<'_>> {
    let listed = with["items"].as_array().into_iter().flatten();
    listed
        .map(|each| match (each["meter"].as_str(), each["feature"].as_str(), each["amount"].as_i64().unwrap_or(0)) {
            (Some(meter), _, amount) => UsageItem::Meter(meter, amount),
            (None, feature, amount) => UsageItem::Feature(feature.unwrap_or_default(), amount),
        })
        .collect()
}

/// That of the program, unless the command names files of its own.
fn target(with: &Value) -> UpdateTarget<'_> {
    let named = ["platform", "arch", "kind", "label", "os_version"].map(|name| with[name].as_str());
    let [platform, arch, kind, label, os_version] = named;
    if named == [None; 5] { UpdateTarget::default() } else { UpdateTarget { platform, arch, kind, label, os_version } }
}

fn clock() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(NOW.load(Ordering::SeqCst))
}

fn open(with: &Value) -> Result<License, Error> {
    let text = |name: &str| with[name].as_str().unwrap_or_default();
    let keys = with["keys"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let timeout = Duration::from_millis(with["timeout_ms"].as_u64().unwrap_or(10_000));
    let mut builder = License::builder(text("base_url"), text("product"), keys).store(FileStore::new(text("store")));
    builder = builder.clock(clock).background(false).retries(0).timeout(timeout).floating(with["floating"] == true);
    if let Some(device) = with["device"].as_str() {
        builder = builder.device(device);
    }
    builder = builder.policy(text("policy")).group(text("group")).customer(text("customer")).checksum(text("checksum"));
    if let Some(grace) = with["grace_days"].as_f64() {
        builder = builder.max_grace(Duration::from_secs_f64(grace * 86_400.0));
    }
    if with["system"].is_object() {
        builder = builder.system(TestSystem(with["system"].clone()));
    }
    builder.open()
}

fn main() -> std::io::Result<()> {
    let mut driver = Driver::default();
    stdin().lines().try_for_each(|line| writeln!(stdout(), "{}", driver.send(&serde_json::from_str(&line?)?)))
}
