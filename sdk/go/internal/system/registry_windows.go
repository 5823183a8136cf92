package system

import (
	"syscall"
	"unsafe"
)

// A 32-bit program is shown another part of the registry unless it asks for this one.
const readAccess = syscall.KEY_READ | syscall.KEY_WOW64_64KEY

func registryValues(key string, names ...string) map[string]string {
	values := map[string]string{}
	path, err := syscall.UTF16PtrFromString(key)
	if err != nil {
		return values
	}
	var opened syscall.Handle
	if syscall.RegOpenKeyEx(syscall.HKEY_LOCAL_MACHINE, path, 0, readAccess, &opened) != nil {
		return values
	}
	defer syscall.RegCloseKey(opened)
	for _, name := range names {
		if value := registryText(opened, name); value != "" {
			values[name] = value
		}
	}
	return values
}

func registryText(key syscall.Handle, name string) string {
	var text [512]uint16
	var kind uint32
	size := uint32(len(text) * 2)
	named, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return ""
	}
	err = syscall.RegQueryValueEx(key, named, nil, &kind, (*byte)(unsafe.Pointer(&text[0])), &size)
	if err != nil || kind != syscall.REG_SZ {
		return ""
	}
	return syscall.UTF16ToString(text[:])
}
