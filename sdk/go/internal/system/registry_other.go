//go:build !windows

package system

func registryValues(string, ...string) map[string]string {
	return nil
}
