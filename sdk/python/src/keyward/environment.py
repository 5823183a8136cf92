"""Where a program runs, as its platform documents it."""

import re
from typing import Optional

from .system import System

CONTAINER = "container"
ENVIRONMENTS = ("physical", "virtual_machine", CONTAINER, "development")

# Sandboxes of desktop programs: they have the id of their host.
_SANDBOXES = ("flatpak",)
_CONTAINER_FILES = ("/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io/serviceaccount")
_CONTAINER_GROUP = re.compile(r"/(?:docker|kubepods|libpod|lxc|ecs)[-./]")
# Vendors and products of SMBIOS.
_VIRTUAL = re.compile(
    "qemu|standard pc|kvm|vmware|vmw|virtualbox|innotek|xen|hvm domu|bochs|bhyve|parallels|virtual machine|openstack|kubevirt"
    "|google compute engine|apple virtualization|droplet|vserver|alibaba cloud ecs|rhev",
    re.IGNORECASE,
)
_BIOS = r"HARDWARE\DESCRIPTION\System\BIOS"


def environment_of(system: System) -> Optional[str]:
    """One of ``ENVIRONMENTS``; None where the platform says nothing."""
    if _is_container(system):
        return CONTAINER
    is_virtual = _is_virtual_machine(system)
    if is_virtual is None:
        return None
    return "virtual_machine" if is_virtual else "physical"


def is_machine_id_own(system: System, path: str) -> bool:
    """Whether the machine id is of this container.

    Without an init of its own and without a mounted id, it is that of the image: each of its containers would be the same device.
    """
    mounts = (line.split(" ") for line in system.text("/proc/self/mountinfo").splitlines())
    return system.exists("/run/systemd/system") or any(len(mount) > 4 and mount[4] == path for mount in mounts)


def _is_container(system: System) -> bool:
    if system.variables.get("KUBERNETES_SERVICE_HOST"):
        return True
    if not system.name.startswith("linux"):
        return False
    manager = _container_manager(system)
    return (
        any(system.exists(path) for path in _CONTAINER_FILES)
        or (manager != "" and manager not in _SANDBOXES)
        or _CONTAINER_GROUP.search(system.text("/proc/1/cgroup")) is not None
    )


def _container_manager(system: System) -> str:
    """As systemd's container interface documents it; its file is for programs that may not read the variables of PID 1."""
    named = system.text("/run/host/container-manager") or system.text("/run/systemd/container")
    found = re.search(r"(?:^|\0)container=([^\0]+)", system.text("/proc/1/environ"))
    return named or (found[1] if found else "")


def _is_virtual_machine(system: System) -> Optional[bool]:
    if system.name == "darwin":
        output = system.output(["/usr/sbin/sysctl", "-n", "kern.hv_vmm_present"]).strip()
        return output == "1" if output else None
    if system.name == "win32":
        values = system.registry(_BIOS, ["SystemManufacturer", "SystemProductName"])
        return _is_virtual_hardware(values.get("SystemManufacturer", ""), values.get("SystemProductName", ""))
    return _is_virtual_linux(system) if system.name.startswith("linux") else None


def _is_virtual_linux(system: System) -> Optional[bool]:
    if "control_d" in system.text("/proc/xen/capabilities"):
        # The host of a Xen hypervisor sees it, too.
        return False
    processor = system.text("/proc/cpuinfo")
    if system.text("/sys/hypervisor/type") or re.search(r"^flags\s*:.*\shypervisor\b", processor, re.MULTILINE):
        return True
    vendor, product = system.text("/sys/class/dmi/id/sys_vendor"), system.text("/sys/class/dmi/id/product_name")
    is_virtual = _is_virtual_hardware(vendor, product)
    if is_virtual is None and re.search(r"^flags\s*:", processor, re.MULTILINE):
        return False
    return is_virtual


def _is_virtual_hardware(vendor: str, product: str) -> Optional[bool]:
    if not vendor and not product:
        return None
    is_cloud = vendor == "Amazon EC2" and ".metal" not in product
    return is_cloud or any(_VIRTUAL.match(name) for name in (vendor, product))
