package keyward

import "reflect"

// announce tells the program of a new state, in the goroutine that noticed it. One that notices another meanwhile leaves it to that one.
func (license *License) announce() {
	license.mutex.Lock()
	defer license.mutex.Unlock()
	state := license.shown.at(license.time)
	if license.options.OnChange == nil || license.announced == nil || reflect.DeepEqual(*license.announced, state) {
		return
	}
	license.announced = &state
	license.changes = append(license.changes, state)
	if license.delivering {
		return
	}
	license.delivering = true
	for len(license.changes) > 0 {
		next := license.changes[0]
		license.changes = license.changes[1:]
		license.mutex.Unlock()
		license.options.OnChange(next)
		license.mutex.Lock()
	}
	license.delivering = false
}

// Only whoever has the turn warns.
func (license *License) warn(warning Warning, logged bool) {
	for _, known := range license.Warnings() {
		if known.Code == warning.Code {
			return
		}
	}
	license.mutex.Lock()
	license.warnings = append(license.warnings, warning)
	license.mutex.Unlock()
	if logged && license.options.Logger != nil {
		license.options.Logger.Warn("keyward: "+warning.Message, "code", warning.Code)
	}
}

func (license *License) report(err error) {
	if err == nil {
		return
	}
	license.setLastError(err)
	if license.options.Logger != nil {
		license.options.Logger.Debug("keyward: a call failed", "error", err)
	}
}

func (license *License) setLastError(err error) {
	license.mutex.Lock()
	defer license.mutex.Unlock()
	license.lastError = err
}

func (license *License) closed() bool {
	license.mutex.Lock()
	defer license.mutex.Unlock()
	return license.isClosed
}
