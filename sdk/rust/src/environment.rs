//! Where a program runs, as its platform documents it.

use crate::system::System;

// Sandboxes of desktop programs: they have the id of their host.
const SANDBOXES: [&str; 1] = ["flatpak"];
const CONTAINER_FILES: [&str; 3] = ["/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io/serviceaccount"];
const CONTAINER_GROUPS: [&str; 5] = ["docker", "kubepods", "libpod", "lxc", "ecs"];
/// Beginnings of vendors and products of SMBIOS, in lower case.
const VIRTUAL: [&str; 22] = [
    "qemu",
    "standard pc",
    "kvm",
    "vmware",
    "vmw",
    "virtualbox",
    "innotek",
    "xen",
    "hvm domu",
    "bochs",
    "bhyve",
    "parallels",
    "virtual machine",
    "openstack",
    "kubevirt",
    "google compute engine",
    "apple virtualization",
    "droplet",
    "vserver",
    "alibaba cloud ecs",
    "rhev",
    "amazon ec2",
];
const BIOS: &str = r"HARDWARE\DESCRIPTION\System\BIOS";

/// Where a program runs. A policy may count, exempt or refuse each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Environment {
    /// A computer.
    Physical,
    /// A virtual machine.
    VirtualMachine,
    /// A container.
    Container,
    /// The computer of a developer: never found out, but given by the program.
    Development,
}

impl Environment {
    /// As the API calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Environment::Physical => "physical",
            Environment::VirtualMachine => "virtual_machine",
            Environment::Container => "container",
            Environment::Development => "development",
        }
    }
}

/// None where the platform says nothing.
pub(crate) fn environment_of(system: &dyn System) -> Option<Environment> {
    if is_container(system) {
        return Some(Environment::Container);
    }
    let is_virtual = match system.os().as_str() {
        "macos" => {
            let output = system.output("/usr/sbin/sysctl", &["-n", "kern.hv_vmm_present"]);
            (!output.trim().is_empty()).then(|| output.trim() == "1")
        }
        "windows" => {
            is_virtual_hardware(&system.registry(BIOS, "SystemManufacturer"), &system.registry(BIOS, "SystemProductName"))
        }
        "linux" => is_virtual_linux(system),
        _ => None,
    };
    is_virtual.map(|is_virtual| if is_virtual { Environment::VirtualMachine } else { Environment::Physical })
}

/// Whether the machine id is of this container. Without an init of its own and without a mounted id, it is that of the image: each of
/// its containers would be the same device.
pub(crate) fn is_machine_id_own(system: &dyn System, path: &str) -> bool {
    let is_mounted = || system.text("/proc/self/mountinfo").lines().any(|line| line.split(' ').nth(4) == Some(path));
    system.exists("/run/systemd/system") || is_mounted()
}

fn is_container(system: &dyn System) -> bool {
    if !system.variable("KUBERNETES_SERVICE_HOST").is_empty() {
        return true;
    }
    if system.os() != "linux" {
        return false;
    }
    let manager = container_manager(system);
    CONTAINER_FILES.into_iter().any(|path| system.exists(path))
        || (!manager.is_empty() && !SANDBOXES.contains(&manager.as_str()))
        || is_container_group(&system.text("/proc/1/cgroup"))
}

fn is_container_group(groups: &str) -> bool {
    groups.split('/').skip(1).any(|name| {
        CONTAINER_GROUPS.into_iter().any(|group| {
            let rest = name.strip_prefix(group);
            // A name that goes on with another folder ends here.
            rest.is_some_and(|rest| rest.starts_with(['-', '.']) || (rest.is_empty() && groups.contains(&format!("/{group}/"))))
        })
    })
}

/// As systemd's container interface documents it; its file is for programs that may not read the variables of PID 1.
fn container_manager(system: &dyn System) -> String {
    let named = ["/run/host/container-manager", "/run/systemd/container"].map(|path| system.text(path));
    let variables = system.text("/proc/1/environ");
    let of_first = variables.split('\0').find_map(|variable| variable.strip_prefix("container=")).map(str::to_owned);
    named.into_iter().chain(of_first).find(|manager| !manager.is_empty()).unwrap_or_default()
}

fn is_virtual_linux(system: &dyn System) -> Option<bool> {
    if system.text("/proc/xen/capabilities").contains("control_d") {
        // The host of a Xen hypervisor sees it, too.
        return Some(false);
    }
    let processor = system.text("/proc/cpuinfo");
    let mut flags = processor.lines().filter_map(|line| line.strip_prefix("flags")?.trim_start().strip_prefix(':')).peekable();
    let has_flags = flags.peek().is_some();
    if !system.text("/sys/hypervisor/type").is_empty()
        || flags.any(|each| each.split_whitespace().any(|flag| flag == "hypervisor"))
    {
        return Some(true);
    }
    let of_hardware =
        is_virtual_hardware(&system.text("/sys/class/dmi/id/sys_vendor"), &system.text("/sys/class/dmi/id/product_name"));
    of_hardware.or(has_flags.then_some(false))
}

fn is_virtual_hardware(vendor: &str, product: &str) -> Option<bool> {
    if vendor.is_empty() && product.is_empty() {
        return None;
    }
    let is_metal = vendor == "Amazon EC2" && product.contains(".metal");
    let is_named = |name: &str| VIRTUAL.into_iter().any(|each| name.to_lowercase().starts_with(each));
    Some(!is_metal && (is_named(vendor) || is_named(product)))
}
