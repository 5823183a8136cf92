//! Licenses a Tauri app: its windows ask for the state, activate a key, and hear of each change.

use keyward::{Error, FileStore, License, LicenseState};
use serde::Serialize;
use tauri::plugin::{Builder, TauriPlugin};
use tauri::{AppHandle, Emitter, Manager, RunEvent, Runtime, State, async_runtime};

const CHANGED: &str = "license-changed";

/// The state as a window gets it.
#[derive(Clone, Serialize)]
pub struct Shown {
    kind: &'static str,
    is_usable: bool,
    reason: Option<String>,
    features: Vec<String>,
    upgrade_url: Option<String>,
}

/// An error as a window gets it: errors lose all but their text on the way.
#[derive(Serialize)]
pub struct Problem {
    code: String,
    message: String,
    is_unreachable: bool,
}

/// Opens the license when the app starts, and sends each change to its windows. Everything here is a constant of the app.
pub fn init<R: Runtime>(base_url: &'static str, product: &'static str, public_key: &'static str) -> TauriPlugin<R> {
    Builder::new("license")
        .invoke_handler(tauri::generate_handler![state, activate, release, use_file, offline_request])
        .setup(move |app, _| {
            let store = FileStore::new(app.path().app_config_dir()?.join("license"));
            let version = app.package_info().version.to_string();
            let license = License::builder(base_url, product, [public_key]).store(store).app_version(version).open()?;
            let handle: AppHandle<R> = app.clone();
            license.on_change(move |state| {
                // A window that is closing hears of nothing.
                let _ = handle.emit(CHANGED, Shown::from(state));
            });
            app.manage(license);
            Ok(())
        })
        .on_event(|app, event| {
            // Tauri ends the process without dropping what it manages.
            if let RunEvent::Exit = event {
                app.state::<License>().close();
            }
        })
        .build()
}

#[tauri::command]
fn state(license: State<'_, License>) -> Shown {
    Shown::from(&license.state())
}

#[tauri::command]
async fn activate(license: State<'_, License>, license_key: String) -> Result<Shown, Problem> {
    changed(&license, move |license| license.activate(&license_key)).await
}

#[tauri::command]
async fn release(license: State<'_, License>) -> Result<Shown, Problem> {
    changed(&license, |license| license.release()).await
}

#[tauri::command]
async fn use_file(license: State<'_, License>, text: String, license_key: Option<String>) -> Result<Shown, Problem> {
    changed(&license, move |license| license.use_file(&text, license_key.as_deref())).await
}

#[tauri::command]
async fn offline_request(license: State<'_, License>, license_key: Option<String>) -> Result<String, Problem> {
    apart(&license, move |license| license.offline_request(license_key.as_deref())).await
}

async fn changed(
    license: &License,
    change: impl FnOnce(&License) -> keyward::Result<LicenseState> + Send + 'static,
) -> Result<Shown, Problem> {
    apart(license, change).await.map(|state| Shown::from(&state))
}

/// Calls wait for the network: not on a thread that others need.
async fn apart<T: Send + 'static>(
    license: &License,
    call: impl FnOnce(&License) -> keyward::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    let license = license.clone();
    match async_runtime::spawn_blocking(move || call(&license)).await {
        Ok(result) => result.map_err(Problem::from),
        Err(error) => Err(Problem { code: "ABORTED".into(), message: error.to_string(), is_unreachable: false }),
    }
}

impl From<&LicenseState> for Shown {
    fn from(state: &LicenseState) -> Self {
        Shown {
            kind: state.kind(),
            is_usable: state.is_usable(),
            reason: state.reason().map(str::to_owned),
            features: state.grant().map(|grant| grant.features.clone()).unwrap_or_default(),
            upgrade_url: state.upgrade_url.clone(),
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Problem { code: error.code().to_owned(), message: error.to_string(), is_unreachable: error.is_unreachable() }
    }
}
