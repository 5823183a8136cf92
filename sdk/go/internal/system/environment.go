package system

import (
	"regexp"
	"strings"
)

// Environments, as the server knows them.
const (
	Physical       = "physical"
	VirtualMachine = "virtual_machine"
	Container      = "container"
	Development    = "development"
)

const (
	kubernetes = "KUBERNETES_SERVICE_HOST"
	bios       = `HARDWARE\DESCRIPTION\System\BIOS`
)

var (
	// Sandboxes of desktop programs: they have the id of their host.
	sandboxes      = map[string]bool{"flatpak": true}
	containerFiles = []string{"/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io/serviceaccount"}
	containerGroup = regexp.MustCompile(`/(?:docker|kubepods|libpod|lxc|ecs)[-./]`)
	containerName  = regexp.MustCompile(`(?:^|\x00)container=([^\x00]+)`)
	// Vendors and products of SMBIOS.
	virtual = regexp.MustCompile(`(?i)^(?:qemu|standard pc|kvm|vmware|vmw|virtualbox|innotek|xen|hvm domu|bochs|bhyve|parallels|` +
		`virtual machine|openstack|kubevirt|google compute engine|apple virtualization|droplet|vserver|alibaba cloud ecs|rhev)`)
	processorFlags = regexp.MustCompile(`(?m)^flags\s*:`)
	hypervisorFlag = regexp.MustCompile(`(?m)^flags\s*:.*\shypervisor\b`)
)

// Environment says where the program runs, as its platform documents it; empty where the platform says nothing.
func (system System) Environment() string {
	if system.isContainer() {
		return Container
	}
	switch isVirtual, isKnown := system.isVirtualMachine(); {
	case !isKnown:
		return ""
	case isVirtual:
		return VirtualMachine
	}
	return Physical
}

func (system System) isContainer() bool {
	if system.Variables[kubernetes] != "" {
		return true
	}
	if system.Name != "linux" {
		return false
	}
	for _, path := range containerFiles {
		if system.exists(path) {
			return true
		}
	}
	manager := system.containerManager()
	return (manager != "" && !sandboxes[manager]) || containerGroup.MatchString(system.text("/proc/1/cgroup"))
}

// As systemd's container interface documents it; its file is for programs that may not read the variables of process 1.
func (system System) containerManager() string {
	for _, path := range []string{"/run/host/container-manager", "/run/systemd/container"} {
		if named := system.text(path); named != "" {
			return named
		}
	}
	if found := containerName.FindStringSubmatch(system.text("/proc/1/environ")); found != nil {
		return found[1]
	}
	return ""
}

func (system System) isVirtualMachine() (isVirtual, isKnown bool) {
	switch system.Name {
	case "darwin":
		output := strings.TrimSpace(system.Output("/usr/sbin/sysctl", "-n", "kern.hv_vmm_present"))
		return output == "1", output != ""
	case "windows":
		values := system.Registry(bios, "SystemManufacturer", "SystemProductName")
		return isVirtualHardware(values["SystemManufacturer"], values["SystemProductName"])
	case "linux":
		return system.isVirtualLinux()
	}
	return false, false
}

func (system System) isVirtualLinux() (isVirtual, isKnown bool) {
	if strings.Contains(system.text("/proc/xen/capabilities"), "control_d") {
		// The host of a Xen hypervisor sees it, too.
		return false, true
	}
	processor := system.text("/proc/cpuinfo")
	if system.text("/sys/hypervisor/type") != "" || hypervisorFlag.MatchString(processor) {
		return true, true
	}
	isVirtual, isKnown = isVirtualHardware(system.text("/sys/class/dmi/id/sys_vendor"), system.text("/sys/class/dmi/id/product_name"))
	return isVirtual, isKnown || processorFlags.MatchString(processor)
}

func isVirtualHardware(vendor, product string) (isVirtual, isKnown bool) {
	if vendor == "" && product == "" {
		return false, false
	}
	isCloud := vendor == "Amazon EC2" && !strings.Contains(product, ".metal")
	return isCloud || virtual.MatchString(vendor) || virtual.MatchString(product), true
}
