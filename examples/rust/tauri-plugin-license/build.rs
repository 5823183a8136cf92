fn main() {
    tauri_plugin::Builder::new(&["state", "activate", "release", "use_file", "offline_request"]).build();
}
