package system

import (
	"regexp"
	"strings"
)

var (
	// systemd writes "uninitialized" during the first start.
	machineID      = regexp.MustCompile(`(?i)^([0-9a-f-]{32,36})$`)
	ioPlatformUUID = regexp.MustCompile(`"IOPlatformUUID"\s*=\s*"([^"]+)"`)
)

// DeviceID returns the id of this device, in lower case; empty where the system has none, and in containers that have that of their
// image.
func (system System) DeviceID() string {
	isContainer := system.Environment() == Container
	switch system.Name {
	case "windows":
		if isContainer {
			return ""
		}
		return strings.ToLower(system.Registry(`SOFTWARE\Microsoft\Cryptography`, "MachineGuid")["MachineGuid"])
	case "darwin":
		return idIn(ioPlatformUUID, system.Output("/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"))
	}
	for _, path := range []string{"/etc/machine-id", "/var/lib/dbus/machine-id"} {
		id := idIn(machineID, system.text(path))
		if id != "" && (!isContainer || system.isMachineIDOwn(path)) {
			return id
		}
	}
	return ""
}

// isMachineIDOwn says whether the machine id is of this container. Without an init of its own and without a mounted id, it is that of
// the image: each of its containers would be the same device.
func (system System) isMachineIDOwn(path string) bool {
	if system.exists("/run/systemd/system") {
		return true
	}
	for _, line := range strings.Split(system.text("/proc/self/mountinfo"), "\n") {
		if fields := strings.Split(line, " "); len(fields) > 4 && fields[4] == path {
			return true
		}
	}
	return false
}

func idIn(pattern *regexp.Regexp, text string) string {
	if found := pattern.FindStringSubmatch(text); found != nil {
		return strings.ToLower(found[1])
	}
	return ""
}
